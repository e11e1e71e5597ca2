"""The catalogue against the paper it was taken from: nothing lost, added, altered or moved.

`fixtures/source/merki-2020-2021.txt` is the paper. What is expected stands here a second
time, read from the paper and not from the catalogue: `OUTLINE`, `PARTS`, `NUMBERS` and `MENDINGS`.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

CATALOGUE = Path(__file__).parents[1] / "data" / "criteria.yaml"
PAPER = Path(__file__).parent / "fixtures" / "source" / "merki-2020-2021.txt"
PAPER_SHA256 = "1a38651fa8f4606e9c384fdfdb9e0eba848136ad3e023195740a3cc6f295207f"

TABLE_START = "ОБЛАСТ „ОБРАЗОВАТЕЛЕН ПРОЦЕС“"
COLUMN_HEADINGS = "КРИТЕРИИ ИНДИКАТОРИ ПОДИНДИКАТОРИ"
BULGARIAN = frozenset("абвгдежзийклмнопрстуфхцчшщъьюя")

# Every id with the words its text opens and ends with; without „…“ it is the whole text.
OUTLINE = {
    "OP": "Образователен процес",
    "OP.1": "Ефективност на взаимодействието … обучението",
    "OP.1.1": "Ефективно структуриране … урока",
    "OP.1.1.1": "Урокът съответства … програма.",
    "OP.1.1.2": "Структурата на урока … цели.",
    "OP.1.1.3": "Обемът на учебното … учениците.",
    "OP.1.2": "Развитие на умения за учене",
    "OP.1.2.1": "Миналият опит … знания",
    "OP.1.2.2": "Учителят възлага … съдържание.",
    "OP.1.2.3": "Учителят реализира … умения.",
    "OP.1.2.4": "Учителят поставя задачи … съдържание.",
    "OP.1.3": "Използване на подходящи … преподаване",
    "OP.1.3.1": "Учителят съчетава методи … урока.",
    "OP.1.3.2": "Учителят използва и изисква … възрастта.",
    "OP.1.3.3": "Използват се дидактически … материали.",
    "OP.1.3.4": "Учителят целесъобразно използва … урока.",
    "OP.1.3.5": "Учителят дава възможност … цели.",
    "OP.1.3.6": "Учителят работи за … връзки.",
    "OP.1.3.7": "В училището има … уроци",
    "OP.1.3.8": "Съобразяване на методите … среда.",
    "OP.1.4": "Прилагане на индивидуализиран подход",
    "OP.1.4.1": "Учителят следи отговорите … запомнянето.",
    "OP.1.4.2": "Учителят проверява изпълнението … задачи.",
    "OP.1.4.3": "Учителят осигурява възможност … учене.",
    "OP.1.4.4": "Учителят съобразява … учениците.",
    "OP.1.4.5": "Учителят използва въпроси … ученици.",
    "OP.1.4.6": "Поставяните задачи … ученика.",
    "OP.1.5": "Развиване на умения … екип",
    "OP.1.5.1": "Учителят създава условия … цели.",
    "OP.1.5.2": "Учителят променя броя … екипа.",
    "OP.1.6": "Екипна работа на педагогически … практики",
    "OP.1.6.1": "Педагогическите специалисти провеждат … програми.",
    "OP.1.6.2": "Екипна работа при участие … обучение.",
    "OP.1.6.3": "В училището съществува практиката … посещения.",
    "OP.1.7": "Активно участие на учениците … обучението",
    "OP.1.7.1": "Учителят мотивира … обучение.",
    "OP.1.7.2": "Учениците изразяват … урока.",
    "OP.1.7.3": "Създадени са възможности … си.",
    "OP.1.8": "Ефективност на целодневната … ден.",
    "OP.1.8.1": "Ефективност на самоподготовката … ден.",
    "OP.1.8.2": "Ефективност на заниманията … ден",
    "OP.2": "Управление на класа",
    "OP.2.1": "Поддържане на позитивна дисциплина",
    "OP.2.1.1": "Учениците демонстрират поведенческа … самодисциплина.",
    "OP.2.1.2": "Няма прекъсване … дисциплината.",
    "OP.2.1.3": "Учебният час … компетентности.",
    "OP.2.1.4": "Темпът на работа … динамика.",
    "OP.2.1.5": "Учителят умее … урока.",
    "OP.2.2": "Учителят демонстрира професионално поведение",
    "OP.2.2.1": "Учителят демонстрира презентационни … интонация.",
    "OP.2.2.2": "Учителят демонстрира професионални … поведение.",
    "OP.2.2.3": "Учителят използва и следи … общуване.",
    "OP.3": "Подкрепа за личностно развитие",
    "OP.3.1": "Оценяване на потребностите … затруднения",
    "OP.3.1.1": "Проведена е оценка … развитие.",
    "OP.3.1.2": "Има сформиран екип … подкрепа",
    "OP.3.2": "Осигуряване на обща подкрепа",
    "OP.3.2.1": "Родителите са информирани за:",
    "OP.3.2.2": "В училището се осъществява … ориентиране.",
    "OP.3.3": "Осигуряване на допълнителна подкрепа",
    "OP.3.3.1": "Осигуряване на адаптирани … специалисти.",
    "OP.3.3.2": "Работа на екипа … ученика.",
    "OP.3.3.3": "Родителят е запознат … изявени дарби.",
    "OP.4": "Оценяване на резултатите … обучението",
    "OP.4.1": "Осигуряване на прозрачност … оценяване",
    "OP.4.1.1": "Учениците и родителите … учениците.",
    "OP.4.1.2": "Родителите са информирани за графика … работи.",
    "OP.4.1.3": "Учителят аргументира … оценка.",
    "OP.4.2": "Прилагане на разнообразни … оценяване",
    "OP.4.2.1": "Учителят използва разнообразни … детето.",
    "OP.4.2.2": "Наличие на външно … №11).",
    "OP.4.2.3": "Учителят използва оценяването … учене.",
    "OP.4.3": "Развитие на умения за самооценка … учениците",
    "OP.4.3.1": "Учениците демонстрират умения … самооценка.",
    "OP.4.3.2": "Учителят целенасочено … си.",
    "OP.5": "Напредък на учениците",
    "OP.5.1": "Проследяване и обсъждане … учениците",
    "OP.5.1.1": "Резултатите от вътрешни … учениците.",
    "OP.5.1.2": "Децата и учениците … език.",
    "OP.5.1.3": "Учителят използва различни … учениците.",
    "OP.5.1.4": "Учителите планират … учениците.",
    "OP.5.1.5": "Учителят информира родителите … учениците.",
    "OP.5.2": "Поощряване на напредъка на учениците",
    "OP.5.2.1": "Учителят има високи … учат.",
    "OP.5.2.2": "Учителят използва грешките … им.",
    "OP.6": "Социализация и възпитание … обучението",
    "OP.6.1": "Участие на учениците в олимпиади … т.н.",
    "OP.6.1.1": "Дял участващи ученици.",
    "OP.6.1.2": "Постижения/резултати от участие … т.н.",
    "OP.6.2": "Училището създава условия … учениците",
    "OP.6.2.1": "Училището организира екскурзии … обучението.",
    "OP.6.2.2": "Училището организира изнесени … гост-лектори.",
    "OP.6.2.3": "Училището организира културни … ценности и традиции.",
    "OP.7": "Подобряване на физическата среда",
    "OP.7.1": "Безопасна и достъпна … среда",
    "OP.7.1.1": "Създадени условия за равен … среда.",
    "OP.7.1.2": "Прилага се ефективен … видеонаблюдение.",
    "OP.7.1.3": "Безопасни занимални/ класни … площадки.",
    "OP.7.1.4": "Учениците имат достъп … обслужване.",
    "OP.7.1.5": "Безопасен интернет.",
    "OP.7.1.6": "Предприети са целенасочени … модернизирани и опазване на материалната база.",
    "OP.7.2": "Функционална и модернизирана … среда",
    "OP.7.2.1": "Класните стаи / кабинетите … вид.",
    "OP.7.2.2": "Физкултурният салон … модернизирани.",
    "OP.7.2.3": "Помещенията за хранене … поддържани.",
    "OP.7.2.4": "Създадена е организация … отдих.",
    "OP.7.2.5": "Отдихът и физическата … ден.",
    "OP.7.2.6": "Осигурен достъп … четене.",
    "OP.7.2.7": "Състояние на сервизните помещения.",
    "OP.8": "Развитие на институционалната … училището",
    "OP.8.1": "Изграждане на позитивна … училищата",
    "OP.8.1.2": "Прилагане на Етичния … общност.",
    "OP.8.1.3": "Умения на училищния … конфликти.",
    "OP.8.1.4": "Ефективност на Механизма … насилието.",
    "OP.8.1.5": "Поощряване на учениците … награди.",
    "OP.8.1.6": "Ефективност при налагане … учениците.",
    "OP.8.2": "Принос на училищната … институцията",
    "OP.8.2.1": "Принос на Обществения … контрол.",
    "OP.8.2.2": "Принос на ученическото … училището.",
    "OP.8.2.3": "Личности, завършили училището, въвлечени … живот.",
    "OP.8.3": "Обвързаност на избора … учениците",
    "OP.8.3.1": "Допълнителните дейности … учениците.",
    "OP.9": "Превенция на отпадането … образованието",
    "OP.9.1": "Ефективност на взаимодействието със … страни",
    "OP.9.1.1": "Ефективност на взаимодействие с общината.",
    "OP.9.1.2": "Ефективност на взаимодействие с родителите.",
    "OP.9.2": "Ефективност на програмата … училище",
    "OP.9.2.1": "Дял на обхванатите … възраст.",
    "OP.9.2.2": "Намаляване дела … училището.",
    "OP.10": "Развитие на социалната … страни",
    "OP.10.1": "Развиване на социални … компетентности",
    "OP.10.1.1": "Формирани демократични … класа.",
    "OP.10.1.2": "Утвърдена институционална … среда.",
    "OP.10.1.3": "Организирани училищни … среда.",
    "OP.10.1.4": "Демократични практики … събития.",
    "OP.10.2": "Ефективност на взаимодействието между … институция",
    "OP.10.2.1": "Съществуват ясно … родителите.",
    "OP.10.2.2": "Своевременно информиране … родителите.",
    "OP.10.2.3": "Ефективност на комуникацията … родителите.",
    "OP.10.2.4": "Включване на родителите … институция.",
    "OP.10.3": "Активно популяризиране … обществеността",
    "OP.10.3.1": "Наличие на актуална … страницата.",
    "OP.10.3.2": "Публикувани статии … година.",
    "OP.11": "Степен на удовлетвореност … училището",
    "OP.11.1": "Удовлетвореност у учениците",
    "OP.11.2": "Удовлетвореност у учителите",
    "OP.11.3": "Удовлетвореност у родителите",
    "UI": "Управление на институцията",
    "UI.1": "Ефективно лидерство",
    "UI.1.1": "Директорът като лидер",
    "UI.1.1.1": "Директорът стимулира израстването … екип.",
    "UI.1.1.2": "Директорът развива … автономия.",
    "UI.1.1.3": "Директорът стимулира иновациите … творчеството.",
    "UI.1.1.4": "Директорът обединява … общност.",
    "UI.1.2": "Лидерство в училищната общност",
    "UI.1.2.1": "Развити култура … знания.",
    "UI.2": "Стратегически и оперативен мениджмънт",
    "UI.2.1": "Стратегията за развитие … институцията.",
    "UI.2.1.1": "Стратегическото планиране … училището.",
    "UI.2.1.2": "Целите са конкретни … ценностите.",
    "UI.2.1.3": "Степен на включване … училището.",
    "UI.2.1.4": "Екипът на училището споделя … визията.",
    "UI.2.2": "Директорът планира отчитайки … учениците",
    "UI.2.2.1": "Правилникът за дейността … институцията.",
    "UI.2.2.2": "Директорът планира и организира … институцията.",
    "UI.2.2.3": "Директорът поставя … цели.",
    "UI.2.3": "Директорът е осигурил … субординация",
    "UI.2.3.1": "В училището са планирани … субординация.",
    "UI.2.3.2": "В училището се прилагат … координация и субординация",
    "UI.2.4": "Ефективност на контролната … заместник-директорите",
    "UI.2.4.1": "В училището се прилагат … институцията.",
    "UI.2.4.2": "Екипът на училището е … дейност.",
    "UI.2.4.3": "След осъществения контрол … подобрение.",
    "UI.2.5": "Процедури за заместване … учители.",
    "UI.2.5.1": "Дял учебни часове … заместване.",
    "UI.2.5.2": "Налични са правила/процедури … учители.",
    "UI.3": "Управление и развитие на човешките … специалисти",
    "UI.3.1": "Назначаване, мотивиране … непедагогическия персонал",
    "UI.3.1.1": "Наличие на ясни … персонала.",
    "UI.3.1.2": "Разработените показатели … училището.",
    "UI.3.1.3": "Резултати от атестиране … специалисти",
    "UI.3.1.4": "Поощряване и награждаване … награди",
    "UI.3.2": "Насоченост на квалификацията … учениците",
    "UI.3.2.1": "Квалификационна дейност съответства на:",
    "UI.3.2.2": "Дял на педагогическите специалисти, участвали във:",
    "UI.3.2.3": "Прилагане на придобитите … работа.",
    "UI.4": "Управление и развитие на информационните и … ресурси",
    "UI.4.1": "Целенасочено планиране … училището",
    "UI.4.1.1": "Реализиране на дейности … програми.",
    "UI.4.1.2": "Включване на учениците … ресурсите",
    "UI.4.2": "Използване възможностите … училището",
    "UI.4.2.1": "Планиране на квалификация … ресурси.",
    "UI.4.2.2": "Реализиране и резултати … ресурси.",
    "UI.5": "Управление и развитие на информационните канали",
    "UI.5.1": "Съществува ефективен начин за информиране",
    "UI.5.1.1": "Наличие на условия … училището.",
    "UI.5.1.2": "Наличие на информационни … информация",
    "UI.5.2": "Съществува ефективен начин за комуникация",
    "UI.5.2.1": "Наличие на възможност за онлайн … институцията",
    "UI.5.2.2": "Наличие на възможност за пряка … т.н.)",
}

# The inner lists, in the same notation.
PARTS = {
    "OP.3.2.1": (
        "осигуряване на присъствието … език);",
        "за осигуряването на присъствието … предмети.",
        "за ежеседмичните консултации … предмети.",
        "за осигуряването на децата/учениците … подкрепа",
        "за осигуряването на учениците … поведение.",
    ),
    "UI.3.2.1": (
        "стратегията за развитие … институцията,",
        "годишните средства … МОН,",
        "възможностите за участие … проекти",
    ),
    "UI.3.2.2": (
        "вътрешноинституционална квалификация … година.",
        "квалификационна дейност, извършена … година.",
    ),
}
DASHES_LOST = {"UI.3.2.2"}

# Numbers that the paper prints twice in one list: the id moves on, the number stays.
NUMBERS = {"UI.2.5.2": "1", "UI.3.2.3": "2"}

MENDINGS = {
    ("OP.3.3.3", "изяви", "изявени"),
    ("OP.8.2.3", "въввлечени", "въвлечени"),
    ("OP.10.1.3", "Организираны", "Организирани"),  # Russian „ы“
    ("UI.2.4.3", "непед\x61\x67\x6f\x67ическият", "непедагогическият"),  # Latin „agog“
    ("UI.2.4.3", "подобрене", "подобрение"),
    ("UI.3.1", "непдагогическия", "непедагогическия"),
}

# Cells that a page break tore in two, with other cells of the same row in between.
SPLIT = {
    "UI.3": (
        "Управление и развитие на човешките",
        "ресурси, в т.ч. атестиране на педагогическите специалисти",
    ),
    "UI.3.1": (
        "Назначаване, мотивиране, оценяване на резултатите от труда и",
        "развитие на педагогическите специалисти и непдагогическия персонал",
    ),
}

# The paper is read row by row, which is the catalogue's order but for these, printed before the
# other: two criteria that slid up into the last rows of the one before, and the torn cells' ends.
PRINTED_BEFORE = {
    "OP.2": "OP.1.8",
    "OP.11": "OP.10.2",
    "UI.3 (end)": "UI.3.1.2",
    "UI.3.1 (end)": "UI.3.1.2",
}

BELOW = {
    "area": ("criteria", "criterion"),
    "criterion": ("indicators", "indicator"),
    "indicator": ("subindicators", "subindicator"),
}


@dataclass(frozen=True)
class Node:
    """One entry of the catalogue, without its children."""

    id: str
    kind: str
    text: str
    number: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Stretch:
    """Words that should stand together somewhere in the paper, and what they are of."""

    label: str
    printed: str


@dataclass(frozen=True)
class Findings:
    """All differences between catalogue and paper, as lines to read."""

    lacking: list[str]
    uncovered: list[str]
    misplaced: list[str]


def read_catalogue() -> dict[str, Any]:
    """The catalogue with every scalar as the text that stands in the file."""
    loaded: dict[str, Any] = yaml.load(CATALOGUE.read_text("utf-8"), Loader=yaml.BaseLoader)
    return loaded


def walk(entries: list[dict[str, Any]], kind: str = "area") -> Iterator[Node]:
    """The entries and all below them, in order; what came in a later year is not the paper's."""
    for entry in entries:
        if "since" in entry:
            continue
        text = entry["title"] if "title" in entry else entry["text"]
        parts = tuple(entry.get("parts", ()))
        yield Node(entry["id"], kind, text, entry.get("number", ""), parts)
        if kind in BELOW:
            key, child = BELOW[kind]
            yield from walk(entry.get(key, []), child)


def read_table() -> str:
    """The paper's table on one line, without the remains of markup that the reading left."""
    paper = PAPER.read_text("utf-8")
    table = paper[paper.index(TABLE_START) :]
    return " ".join(re.sub(r"<[^>]*>", " ", table).split())


def matches(text: str, noted: str) -> bool:
    """Whether a text opens and ends with the words noted for it."""
    opening, dots, ending = noted.partition(" … ")
    if not dots:
        return text == noted
    whole_words = rf"{re.escape(opening)}\b.* {re.escape(ending)}"
    return re.fullmatch(whole_words, text) is not None


def outline_differences(nodes: list[Node]) -> list[str]:
    """Where ids and opening words are not those of the outline."""
    ids = [node.id for node in nodes]
    lines = [f"{id_}: not in the catalogue" for id_ in OUTLINE if id_ not in ids]
    lines += [f"{id_}: not in the outline" for id_ in ids if id_ not in OUTLINE]
    lines += [f"{id_}: {n} times in the catalogue" for id_, n in Counter(ids).items() if n > 1]
    for node in nodes:
        noted = PARTS.get(node.id, ())
        if len(node.parts) != len(noted):
            lines.append(f"{node.id}: {len(node.parts)} parts instead of {len(noted)}")
        pairs = zip((node.text, *node.parts), (OUTLINE.get(node.id, ""), *noted), strict=False)
        lines += [f"{node.id}: „{a}“ is not „{b}“" for a, b in pairs if not matches(a, b)]
    return lines


def as_printed(node_id: str, text: str) -> str:
    """The text with its misprints put back."""
    for at, printed, mended in MENDINGS:
        if at == node_id:
            text = text.replace(mended, printed)
    return text


def stretches(node: Node) -> Iterator[Stretch]:
    """What the paper should show for an entry: number and text, then the parts with dashes."""
    if node.kind == "area":
        yield Stretch(node.id, f"ОБЛАСТ „{node.text.upper()}“")
        return
    number = node.number or node.id.rpartition(".")[2]
    text = as_printed(node.id, node.text)
    first, end = SPLIT.get(node.id, (text, ""))
    if text == f"{first} {end}":
        yield Stretch(node.id, f"{number}. {first}")
        yield Stretch(f"{node.id} (end)", end)
    else:
        yield Stretch(node.id, f"{number}. {text}")
    dash = "" if node.id in DASHES_LOST else "- "
    for place, part in enumerate(node.parts, start=1):
        yield Stretch(f"{node.id} part {place}", f"{dash}{as_printed(node.id, part)}")


def claim(wanted: list[Stretch], table: str) -> tuple[list[int], str]:
    """Where each stretch begins in the table (-1: nowhere), and the table with these blotted out.

    What is blotted out cannot be found again. The longest go first, lest a short text take its like
    inside a longer one. The columns' headings are nobody's, and go too.
    """
    places = [-1] * len(wanted)
    for index in sorted(range(len(wanted)), key=lambda each: -len(wanted[each].printed)):
        place = re.search(rf"(?<!\S){re.escape(wanted[index].printed)}(?!\S)", table)
        if place:
            places[index] = place.start()
            table = table[: place.start()] + "\0" * len(place[0]) + table[place.end() :]
    return places, table.replace(COLUMN_HEADINGS, "\0" * len(COLUMN_HEADINGS))


def uncovered_lines(rest: str, table: str, labels: dict[int, str]) -> Iterator[str]:
    """Each stretch of the table that nothing claimed, with what stands around it."""
    for gap in re.finditer(r"[^\0]+", rest):
        words = gap[0].strip()
        if words:
            start = table.index(words, gap.start())
            end = start + len(words)
            after = labels[max((place for place in labels if place < start), default=-1)]
            around = f"…{table[max(0, start - 40) : start]}[{words}]{table[end : end + 40]}…"
            yield f"after {after}: {around}"


def in_printed_order(labels: list[str]) -> list[str]:
    """The labels in the order in which the paper should show them."""
    order = [label for label in labels if label not in PRINTED_BEFORE]
    for label, follower in PRINTED_BEFORE.items():
        if label in labels and follower in order:
            order.insert(order.index(follower), label)
    return order


def misplaced_lines(places: dict[str, int], texts: dict[str, str]) -> Iterator[str]:
    """Each stretch that the paper prints before the one that should precede it."""
    for before, label in pairwise(in_printed_order(list(places))):
        if places[label] < places[before]:
            yield f"{label}: „{texts[label]}“ is printed before {before}: „{texts[before]}“"


def compare(nodes: list[Node], table: str) -> Findings:
    """Hold the catalogue's entries against the paper's table."""
    wanted = [stretch for node in nodes for stretch in stretches(node)]
    places, rest = claim(wanted, table)
    pairs = list(zip(wanted, places, strict=True))
    placed = {stretch.label: place for stretch, place in pairs if place >= 0}
    labels = {-1: "the start"} | {place: label for label, place in placed.items()}
    return Findings(
        lacking=[f"{each.label}: „{each.printed}“" for each, place in pairs if place < 0],
        uncovered=list(uncovered_lines(rest, table, labels)),
        misplaced=list(misplaced_lines(placed, {each.label: each.printed for each in wanted})),
    )


def mendings_not_made(nodes: list[Node]) -> list[str]:
    """Entries that do not show a mended word just once, or still show the misprint."""
    texts = {node.id: node.text for node in nodes}
    return [
        f"{at}: „{printed}“ should be „{mended}“ in „{texts.get(at, '')}“"
        for at, printed, mended in sorted(MENDINGS)
        if texts.get(at, "").count(mended) != 1 or printed in texts[at]
    ]


def foreign_words(text: str) -> list[str]:
    """Words with a letter that Bulgarian does not have: the table has no Latin word of its own."""
    return [word for word in re.findall(r"\w+", text) if marked(word) != word]


def marked(word: str) -> str:
    """The word with brackets round foreign letters, which may look like its own."""
    return "".join(f"[{c}]" if c.isalpha() and c.lower() not in BULGARIAN else c for c in word)


@pytest.fixture(scope="module")
def catalogue() -> dict[str, Any]:
    return read_catalogue()


@pytest.fixture(scope="module")
def nodes(catalogue: dict[str, Any]) -> list[Node]:
    return list(walk(catalogue["areas"]))


@pytest.fixture(scope="module")
def table() -> str:
    return read_table()


def expect_none(lines: list[str]) -> None:
    """Fail with the lines alone, which say more than a traceback."""
    if lines:
        pytest.fail("\n".join(lines), pytrace=False)


def test_the_paper_is_unchanged() -> None:
    assert hashlib.sha256(PAPER.read_bytes()).hexdigest() == PAPER_SHA256


def test_ids_and_opening_words_are_the_papers(nodes: list[Node]) -> None:
    expect_none(outline_differences(nodes))
    assert [node.id for node in nodes] == list(OUTLINE)


def test_the_paper_has_every_text_of_the_catalogue(nodes: list[Node], table: str) -> None:
    expect_none(compare(nodes, table).lacking)


def test_the_catalogue_covers_the_whole_table(nodes: list[Node], table: str) -> None:
    expect_none(compare(nodes, table).uncovered)


def test_texts_stand_in_the_papers_order(nodes: list[Node], table: str) -> None:
    expect_none(compare(nodes, table).misplaced)


def test_notes_list_the_mendings_and_no_other(catalogue: dict[str, Any]) -> None:
    # What is mended in the process is held against the paper's other parts elsewhere.
    mended = (note for note in catalogue["framework"]["notes"] if "mended" in note)
    notes = [note for note in mended if note["at"] in OUTLINE]
    assert sorted((n["at"], n["printed"], n["mended"]) for n in notes) == sorted(MENDINGS)


def test_mendings_are_made(nodes: list[Node]) -> None:
    expect_none(mendings_not_made(nodes))


def test_every_foreign_letter_of_the_paper_is_mended(table: str) -> None:
    misprints = {printed for _, printed, _ in MENDINGS if foreign_words(printed)}
    assert set(foreign_words(table)) == misprints


def test_the_catalogue_has_no_foreign_letter(nodes: list[Node]) -> None:
    found = [
        f"{node.id}: „{marked(word)}“ in „{text}“"
        for node in nodes
        for text in (node.text, *node.parts)
        for word in foreign_words(text)
    ]
    expect_none(found)


def test_counts(nodes: list[Node]) -> None:
    counts = Counter(node.kind for node in nodes)
    assert counts == {"area": 2, "criterion": 16, "indicator": 46, "subindicator": 136}
    parents = {node.id.rpartition(".")[0] for node in nodes}
    assert sum(node.kind != "area" and node.id not in parents for node in nodes) == 139


def test_parts(nodes: list[Node]) -> None:
    parts = {node.id: len(node.parts) for node in nodes if node.parts}
    assert parts == {"OP.3.2.1": 5, "UI.3.2.1": 3, "UI.3.2.2": 2}


def test_only_repeated_numbers_are_written_out(nodes: list[Node]) -> None:
    assert {n.id: n.number for n in nodes if n.number and n.kind != "area"} == NUMBERS


Change = Callable[[dict[str, Node]], list[Node]]


def without(node_id: str) -> Change:
    return lambda by_id: [node for node in by_id.values() if node.id != node_id]


def twice(node_id: str) -> Change:
    return lambda by_id: [*by_id.values(), by_id[node_id]]


def with_number(node_id: str, number: str) -> Change:
    return lambda by_id: list((by_id | {node_id: replace(by_id[node_id], number=number)}).values())


def without_last_part(node_id: str) -> Change:
    def change(by_id: dict[str, Node]) -> list[Node]:
        node = by_id[node_id]
        return list((by_id | {node_id: replace(node, parts=node.parts[:-1])}).values())

    return change


def edited(node_id: str, old: str, new: str) -> Change:
    def change(by_id: dict[str, Node]) -> list[Node]:
        node = by_id[node_id]
        return list((by_id | {node_id: replace(node, text=node.text.replace(old, new))}).values())

    return change


def with_texts(sources: dict[str, str]) -> Change:
    """Each entry named takes the text of another."""

    def change(by_id: dict[str, Node]) -> list[Node]:
        moved = {to: replace(by_id[to], text=by_id[of].text) for to, of in sources.items()}
        return list((by_id | moved).values())

    return change


def swapped(one: str, other: str) -> Change:
    return with_texts({one: other, other: one})


@pytest.mark.parametrize(
    ("change", "finding", "words"),
    [
        pytest.param(without("OP.1.3.7"), "uncovered", "after OP.1.3.6", id="cell deleted"),
        pytest.param(without("UI.5.2.2"), "uncovered", "after UI.5.2.1", id="last cell deleted"),
        pytest.param(without("OP.11"), "uncovered", "[11. Степен", id="criterion deleted"),
        pytest.param(swapped("OP.1.1.1", "OP.1.1.2"), "lacking", "OP.1.1.1", id="texts swapped"),
        pytest.param(swapped("OP.4.2.1", "OP.5.1.1"), "misplaced", "OP.4.2.1", id="far swap"),
        pytest.param(swapped("OP.1.2", "OP.2"), "misplaced", "OP.2:", id="swap across levels"),
        pytest.param(edited("OP.7.1.5", "сен", "сан"), "lacking", "OP.7.1.5", id="letter changed"),
        pytest.param(edited("OP.1.1.2", "цели.", "цели"), "lacking", "OP.1.1.2", id="dot lost"),
        pytest.param(edited("OP.1.3.1", "с", "c"), "lacking", "OP.1.3.1", id="letter looks alike"),
        pytest.param(edited("OP.4.3.2", " сами", ""), "lacking", "OP.4.3.2", id="word dropped"),
        pytest.param(edited("UI.3", " в т.ч.", ""), "uncovered", "ресурси", id="torn cell edited"),
        pytest.param(edited("UI.4", " ресурси", ""), "uncovered", "[ресурси]", id="end dropped"),
        pytest.param(edited("UI.1.1", "лидер", "лидер на"), "lacking", "UI.1.1:", id="word added"),
        pytest.param(
            with_texts({"UI.2.1.2": "UI.1.1.2"}), "lacking", "автономия", id="text copied"
        ),
        pytest.param(twice("UI.1.2.1"), "lacking", "UI.1.2.1", id="entry doubled"),
        pytest.param(without_last_part("UI.3.2.2"), "uncovered", "[квалификац", id="part lost"),
        pytest.param(with_number("UI.2.5.2", "2"), "lacking", "2. Налични", id="renumbered"),
    ],
)
def test_a_fault_in_the_catalogue_is_found(
    nodes: list[Node], table: str, change: Change, finding: str, words: str
) -> None:
    faulty = change({node.id: node for node in nodes})
    lines = getattr(compare(faulty, table), finding)
    assert any(words in line for line in lines), lines


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param(without("UI.1.2.1"), "UI.1.2.1: not in the catalogue", id="entry deleted"),
        pytest.param(swapped("OP.4.2.1", "OP.5.1.1"), "OP.5.1.1: „Учителят", id="texts swapped"),
        pytest.param(without_last_part("OP.3.2.1"), "OP.3.2.1: 4 parts", id="part lost"),
    ],
)
def test_a_fault_against_the_outline_is_found(
    nodes: list[Node], change: Change, words: str
) -> None:
    lines = outline_differences(change({node.id: node for node in nodes}))
    assert any(line.startswith(words) for line in lines), lines


def test_a_mending_not_made_is_found(nodes: list[Node]) -> None:
    change = edited("OP.8.2.3", "въвлечени", "въввлечени")
    lines = mendings_not_made(change({node.id: node for node in nodes}))
    assert any(line.startswith("OP.8.2.3") for line in lines), lines
