"""What the page of the commands says beside their own help."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tools.pages.said import Said

TITLE: Final = Said("Commands", "Команди")
INTRO: Final = Said(
    "Every command with its arguments and options. The page is made from the tool itself: what "
    "stands here is what `quality COMMAND --help` says, in one place. "
    "*На български: [commands.bg.md](commands.bg.md).*",
    "Всички команди с аргументите и опциите им. Страницата се създава от самата програма – тук е "
    "събрано онова, което показва `quality КОМАНДА --help`. "
    "*In English: [commands.md](commands.md).*",
)
COMMON: Final = Said("For all commands", "За всички команди")
COMMON_OPTIONS: Final = Said(
    "These options stand before the name of the command or behind it:",
    "Тези опции може да се посочат и преди името на командата, и след него:",
)
HOW_TO_READ: Final = Said(
    "In the tables of options a dash under “Value” means that the option takes none: it is given "
    "or it is not. Where nothing stands there, any value will do of the kind that the name in "
    "capitals says.",
    "В таблиците с опции тире в колоната „Стойност“ означава, че опцията няма стойност – или се "
    "посочва, или не. Където не е написано нищо, стойността може да е всякаква, стига да е от "
    "вида, който показва името с главни букви.",
)
COMMANDS: Final = Said("Command", "Команда")
WHAT: Final = Said("What it does", "Какво прави")
BELOW: Final = Said("Its own commands: {commands}.", "Нейни команди: {commands}.")
ARGUMENT: Final = Said("Argument", "Аргумент")
OPTION: Final = Said("Option", "Опция")
MEANING: Final = Said("Meaning", "Значение")
VALUE: Final = Said("Value", "Стойност")
EXAMPLES: Final = Said("Examples:", "Примери:")
REQUIRED: Final = Said("required", "задължително")
FROM_TO: Final = Said("from {low} to {high}", "от {low} до {high}")
AT_LEAST: Final = Said("at least {low}", "поне {low}")
DEFAULT: Final = Said("default {value}", "по подразбиране {value}")
TODAY: Final = Said("the present day", "днешната дата")
SEVERAL: Final = Said("any number of times", "колкото пъти е нужно")
DATE: Final = Said(
    "a date, `YYYY-MM-DD` or `DD.MM.YYYY`", "дата във вида `ГГГГ-ММ-ДД` или `ДД.ММ.ГГГГ`"
)
WRITES: Final = Said("**Writes:** {what}", "**Записва:** {what}")
WRITES_NOTHING: Final = Said("nothing.", "нищо.")
ENVIRONMENT: Final = Said("Environment", "Променливи на средата")
VARIABLE: Final = Said("Variable", "Променлива")
STATUSES: Final = Said("Exit status", "Код на завършване")
STATUS: Final = Said("Status", "Код")

EXIT: Final[Mapping[int, Said]] = {
    0: Said("All is fine.", "Всичко е наред."),
    1: Said(
        "Findings that are errors (under `validate --strict` warnings, too), a gate that failed "
        "(`--fail-on`, `--max-drop`), or, of many schools, one that could not be read.",
        "Открити са грешки (с `validate --strict` – и предупреждения), не е спазено условие "
        "(`--fail-on`, `--max-drop`) или някое от многото училища не може да се прочете.",
    ),
    2: Said(
        "Wrong usage, a year or a file that does not exist, or an output that cannot be written.",
        "Командата е зададена погрешно, няма такава година или такъв файл или резултатът не може "
        "да се запише.",
    ),
    3: Said(
        "A fault in the tool itself. Please report it.",
        "Грешка в самата програма. Моля, съобщете за нея.",
    ),
    130: Said("Stopped at the keyboard.", "Прекъсната е от клавиатурата."),
}
ERRORS_GO: Final = Said(
    "Where a command finds errors in the files, it writes them to standard error and nothing to "
    "its output. Two do otherwise: the findings of `validate` are its output, and `collect` leaves "
    "a faulty file out and goes on. The status does not depend on who reads the output: with "
    "`set -o pipefail`, `quality validate | head` fails if there are errors, and a command that "
    "has written its files returns 0 even if its messages cannot be printed.",
    "Ако във файловете има грешки, командата ги извежда на стандартния изход за грешки и не дава "
    "резултат. Две команди правят изключение: при `validate` самите съобщения са резултатът, а "
    "`collect` пропуска файла с грешки и продължава. Кодът не зависи от това кой чете изхода: със "
    "`set -o pipefail` командата `quality validate | head` завършва с код 1, ако има грешки, а "
    "команда, която е записала файловете си, завършва с 0, дори съобщенията ѝ да не могат да бъдат "
    "изведени.",
)

VARIABLES: Final[Mapping[str, Said]] = {
    "QUALITY_LANG": Said(
        "Language of the messages, `en` or `bg`; `--lang` goes before it. Without both the "
        "system's locale decides.",
        "Език на съобщенията – `en` или `bg`; `--lang` има предимство. Ако няма нито едното, важи "
        "езикът на системата.",
    ),
    "QUALITY_ROOT": Said(
        "Folder of the project; `--root` goes before it.",
        "Папка на проекта; `--root` има предимство.",
    ),
    "SOURCE_DATE_EPOCH": Said(
        "Date of the documents, in seconds since 1970; `report --date` goes before it.",
        "Дата на документите в секунди от 1970 г.; `report --date` има предимство.",
    ),
    "NO_COLOR": Said(
        "With any value, no colours on a terminal.",
        "С каквато и да е стойност – без цветове в терминала.",
    ),
    "TERM": Said("`dumb`: no colours either.", "`dumb` – също без цветове."),
    "GITHUB_STEP_SUMMARY": Said(
        "A file to which `--format github` adds a summary of the run; GitHub sets it.",
        "Файл, към който `--format github` добавя обобщение на изпълнението; задава я GitHub.",
    ),
    "GITHUB_WORKSPACE": Said(
        "The folder that `github` and `sarif` name files from; GitHub sets it.",
        "Папката, спрямо която `github` и `sarif` посочват файловете; задава я GitHub.",
    ),
    "QUALITY_DEBUG": Said(
        "With any value, a fault in the tool is shown with all its places.",
        "С каквато и да е стойност – грешка в програмата се показва с всичките ѝ места.",
    ),
}

_ANY_YEAR: Final = Said(
    "a year, named as its file (`2020-2021`, `2019-2021`, `2023`), or the path of a year file",
    "година, както се казва файлът ѝ (`2020-2021`, `2019-2021`, `2023`), или път до файл на година",
)
_NEWEST: Final = Said(
    "a year, named as its file (`2020-2021`, `2019-2021`, `2023`), or the path of a year file; "
    "without it the newest year",
    "година, както се казва файлът ѝ (`2020-2021`, `2019-2021`, `2023`), или път до файл на "
    "година; ако не е посочена – най-новата",
)
_ID: Final = Said(
    "id of an area, a criterion, an indicator or an item: `OP`, `OP.4`, `OP.4.1`, `OP.4.1.2`",
    "идентификатор на област, критерий, индикатор или оценяван елемент – `OP`, `OP.4`, `OP.4.1`, "
    "`OP.4.1.2`",
)

# By the argument's own name, or where it means something else there by how the usage shows it, or
# with the name of the command before it.
ARGUMENTS: Final[Mapping[str, Said]] = {
    "year": _ANY_YEAR,
    "[YEAR]": _NEWEST,
    "new year": Said(
        "the school year to begin, both years in full (`2023-2024`), two school years "
        "(`2023-2025`) or a calendar year (`2024`)",
        "учебната година, за която се създава файл, с двете години изцяло (`2023-2024`), две "
        "учебни години (`2023-2025`) или календарна година (`2024`)",
    ),
    "report year": _NEWEST,
    "publish folder": Said("the folder to write to", "папката, в която се записват документите"),
    "template eject kind": Said(
        "the kind of document, as in `quality report --kind`",
        "видът на документа, както в `quality report --kind`",
    ),
    "publish years": Said(
        "school years or paths of year files (default: all years of the project)",
        "учебни години или пътища до файлове на години; ако не са посочени – всички години на "
        "проекта",
    ),
    "init folder": Said(
        "the folder of the new project; without it the present one",
        "папката на новия проект; ако не е посочена – текущата",
    ),
    "schema kind": Said(
        "for which kind of file; without it `year`, and with `-o` all of them",
        "за кой вид файлове; ако не е посочен – `year`, а с `-o` – всички",
    ),
    "set item_id": Said(
        "id of the item, for example `OP.1.1.1`",
        "идентификатор на оценявания елемент, например `OP.1.1.1`",
    ),
    "set level": Said(
        "the level, for an item that is rated by one",
        "равнището – за елемент, който се оценява с равнище",
    ),
    "measure add action": Said("what is to be done", "какво ще се направи"),
    "measure_id": Said(
        "id of the measure, for example `M3`", "идентификатор на мярката, например `M3`"
    ),
    "import path": Said(
        "a spreadsheet (`.xlsx`, `.csv`) that `quality export` made",
        "електронна таблица (`.xlsx`, `.csv`), изведена с `quality export`",
    ),
    "validate targets": Said(
        "school years, and paths of files and folders; without any, the whole project: the "
        "catalogue, all years and all raters' files",
        "учебни години и пътища до файлове и папки; ако няма – целият проект: каталогът, всички "
        "години и файловете на всички оценители",
    ),
    "rule code": Said(
        "code of a rule, `Q301`; without it all rules are listed",
        "код на правило, `Q301`; ако не е посочен – изброяват се всички правила",
    ),
    "shell": Said("the shell that you use", "обвивката, с която работите"),
    "diff old": Said(
        "the earlier year, or the path of its file; without both, the two newest",
        "по-ранната година или пътят до файла ѝ; ако не са посочени и двете – двете най-нови",
    ),
    "diff new": Said(
        "the later year, or the path of its file",
        "по-късната година или пътят до файла ѝ",
    ),
    "trend span": Said(
        "the first and the last year, `2020-2021..2022-2023`; either may be left out",
        "първата и последната година, `2020-2021..2022-2023`; всяка може да се пропусне",
    ),
    "explain node_id": Said(
        f"{_ID.en}; without it the whole year", f"{_ID.bg}; ако не е посочен – цялата година"
    ),
    "framework show node_id": Said(
        f"{_ID.en}; without it the whole framework",
        f"{_ID.bg}; ако не е посочен – цялата рамка",
    ),
    "collect places": Said(
        "a project, a folder with projects below it, or a pattern in quotation marks",
        "проект, папка с проекти в нея или шаблон за имена в кавички",
    ),
    "framework diff old": Said("the earlier framework file", "файлът с по-ранната рамка"),
    "framework diff new": Said("the later framework file", "файлът с по-късната рамка"),
}

_YEAR_FILE: Final = Said(
    "`data/years/YEAR.yaml`, only the lines that change.",
    "`data/years/ГОДИНА.yaml` – само редовете, които се променят.",
)
_OUTPUT_FILE: Final = Said("the file after `-o`.", "файла след `-o`.")

# What a command writes; one that is not here writes nothing but its output.
WRITTEN: Final[Mapping[str, Said]] = {
    "init": Said(
        "`data/criteria.yaml`, `data/years/YEAR.yaml`, `data/schema/`, "
        "`.github/workflows/quality.yml`, `.editorconfig`, `.vscode/`; never over what is there.",
        "`data/criteria.yaml`, `data/years/ГОДИНА.yaml`, `data/schema/`, "
        "`.github/workflows/quality.yml`, `.editorconfig`, `.vscode/`; съществуващи файлове не се "
        "презаписват.",
    ),
    "new": Said(
        "`data/years/YEAR.yaml`, never over one that is there, and `data/schema/`.",
        "`data/years/ГОДИНА.yaml`, но никога върху съществуващ файл, и `data/schema/`.",
    ),
    "schema": Said(
        "with `-o` `year.schema.json`, `catalogue.schema.json` and `rater.schema.json` in that "
        "folder.",
        "с `-o` – `year.schema.json`, `catalogue.schema.json` и `rater.schema.json` в посочената "
        "папка.",
    ),
    "set": _YEAR_FILE,
    "measure add": _YEAR_FILE,
    "measure approve": _YEAR_FILE,
    "measure start": _YEAR_FILE,
    "measure done": _YEAR_FILE,
    "measure drop": _YEAR_FILE,
    "agree": _YEAR_FILE,
    "export": _OUTPUT_FILE,
    "card": _OUTPUT_FILE,
    "import": Said(
        "`data/years/YEAR.yaml`, only the lines that change; with `--rater` the rater's file in "
        "`data/years/YEAR/raters/`.",
        "`data/years/ГОДИНА.yaml` – само редовете, които се променят; с `--rater` – файла на "
        "оценителя в `data/years/ГОДИНА/raters/`.",
    ),
    "report": _OUTPUT_FILE,
    "publish": Said(
        "the documents and the index pages in `DIR`.",
        "документите и страниците с връзки към тях в `ПАПКА`.",
    ),
    "template eject": Said(
        "templates in `templates/`; existing files are not overwritten.",
        "шаблони в `templates/`; съществуващи файлове не се презаписват.",
    ),
}
