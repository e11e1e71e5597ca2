"""Texts of the commands page that are not in the commands' own help."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from tools.pages.bilingual import Bilingual

TITLE: Final = Bilingual("Commands", "Команди")
INTRO: Final = Bilingual(
    "All commands with their arguments and options. This page is generated from the output of "
    "`quality COMMAND --help`. "
    "*На български: [commands.bg.md](commands.bg.md).*",
    "Всички команди с аргументите и опциите им. Страницата се създава от помощта, която показва "
    "`quality КОМАНДА --help`. "
    "*In English: [commands.md](commands.md).*",
)
COMMON: Final = Bilingual("All commands", "За всички команди")
COMMON_OPTIONS: Final = Bilingual(
    "These options can be used before or after the command:",
    "Тези опции може да се посочат преди или след командата:",
)
HOW_TO_READ: Final = Bilingual(
    "In the tables of options, a dash under “Value” marks an option that takes no value. If the "
    "cell is empty, the option takes any value of the kind named in capitals.",
    "В таблиците с опции тирето в колоната „Стойност“ означава, че опцията няма стойност. Ако "
    "клетката е празна, опцията приема всяка стойност от вида, посочен с главни букви.",
)
COMMANDS: Final = Bilingual("Command", "Команда")
WHAT: Final = Bilingual("What it does", "Какво прави")
BELOW: Final = Bilingual("Subcommands: {commands}.", "Подкоманди: {commands}.")
ARGUMENT: Final = Bilingual("Argument", "Аргумент")
OPTION: Final = Bilingual("Option", "Опция")
MEANING: Final = Bilingual("Meaning", "Значение")
VALUE: Final = Bilingual("Value", "Стойност")
EXAMPLES: Final = Bilingual("Examples:", "Примери:")
REQUIRED: Final = Bilingual("required", "задължително")
FROM_TO: Final = Bilingual("from {low} to {high}", "от {low} до {high}")
AT_LEAST: Final = Bilingual("at least {low}", "поне {low}")
DEFAULT: Final = Bilingual("default {value}", "по подразбиране {value}")
TODAY: Final = Bilingual("today", "днешната дата")
SEVERAL: Final = Bilingual("may be repeated", "може да се повтаря")
DATE: Final = Bilingual(
    "a date, `YYYY-MM-DD` or `DD.MM.YYYY`", "дата във вида `ГГГГ-ММ-ДД` или `ДД.ММ.ГГГГ`"
)
WRITES: Final = Bilingual("**Writes:** {what}", "**Записва:** {what}")
WRITES_NOTHING: Final = Bilingual("nothing.", "нищо.")
ENVIRONMENT: Final = Bilingual("Environment", "Променливи на средата")
VARIABLE: Final = Bilingual("Variable", "Променлива")
STATUSES: Final = Bilingual("Exit status", "Код на завършване")
STATUS: Final = Bilingual("Status", "Код")

EXIT: Final[Mapping[int, Bilingual]] = {
    0: Bilingual("Success.", "Всичко е наред."),
    1: Bilingual(
        "Errors were found (with `validate --strict` also warnings), a gate failed "
        "(`--fail-on`, `--max-drop`), or one of many schools could not be read.",
        "Открити са грешки (с `validate --strict` – и предупреждения), не е спазено условие "
        "(`--fail-on`, `--max-drop`) или някое от многото училища не може да се прочете.",
    ),
    2: Bilingual(
        "Usage error, no such year or file, or the output cannot be written.",
        "Командата е зададена погрешно, няма такава година или такъв файл или резултатът не може "
        "да се запише.",
    ),
    3: Bilingual(
        "A bug in quality. Please report it.",
        "Неизправност на самата програма. Моля, съобщете за нея.",
    ),
    130: Bilingual("Interrupted with Ctrl+C.", "Прекъсната с Ctrl+C."),
}
ERRORS_GO: Final = Bilingual(
    "If a command finds errors in the files, it prints them to standard error and prints no "
    "results. There are two exceptions: `validate` prints its findings to standard output, and "
    "`collect` skips a file with errors and continues. The exit status does not depend on whether "
    "the output is read: with `set -o pipefail`, `quality validate | head` fails if there are "
    "errors, and a command that has written its files returns 0 even if its messages cannot be "
    "printed.",
    "Ако във файловете има грешки, командата ги извежда на стандартния изход за грешки и не дава "
    "резултат. Има две изключения: `validate` извежда съобщенията на стандартния изход, а "
    "`collect` пропуска файла с грешки и продължава. Кодът не зависи от това дали изходът се чете: "
    "със `set -o pipefail` командата `quality validate | head` завършва с код 1, ако има грешки, а "
    "команда, която е записала файловете си, завършва с 0, дори съобщенията ѝ да не могат да бъдат "
    "изведени.",
)

VARIABLES: Final[Mapping[str, Bilingual]] = {
    "QUALITY_LANG": Bilingual(
        "Language of the messages, `en` or `bg`; `--lang` takes precedence. By default, the "
        "system language is used.",
        "Език на съобщенията – `en` или `bg`; `--lang` има предимство. По подразбиране се използва "
        "езикът на системата.",
    ),
    "QUALITY_ROOT": Bilingual(
        "Project folder; `--root` takes precedence.",
        "Папка на проекта; `--root` има предимство.",
    ),
    "SOURCE_DATE_EPOCH": Bilingual(
        "Date of the documents, in seconds since 1970; `--date` takes precedence.",
        "Дата на документите в секунди от 1970 г.; `--date` има предимство.",
    ),
    "COLUMNS": Bilingual(
        "Width of the output, in a pipe too: `COLUMNS=100 quality diff | less`. By default, a pipe "
        "gets long lines for other programs.",
        "Ширина на изхода, включително към друга програма: `COLUMNS=100 quality diff | less`. "
        "Обикновено другите програми получават дълги редове.",
    ),
    "NO_COLOR": Bilingual(
        "If set, the terminal output has no colours.",
        "Ако е зададена, изходът в терминала е без цветове.",
    ),
    "TERM": Bilingual("`dumb`: no colours.", "`dumb` – без цветове."),
    "GITHUB_STEP_SUMMARY": Bilingual(
        "File to which `--format github` appends a summary of the run; set by GitHub.",
        "Файл, към който `--format github` добавя обобщение на изпълнението; задава я GitHub.",
    ),
    "GITHUB_WORKSPACE": Bilingual(
        "Folder to which paths in `github` and `sarif` output are relative; set by GitHub.",
        "Папката, спрямо която `github` и `sarif` посочват файловете; задава я GitHub.",
    ),
    "QUALITY_DEBUG": Bilingual(
        "If set, the traceback of a bug in quality is shown.",
        "Ако е зададена, при неизправност на програмата се показва къде в кода е възникнала.",
    ),
}

_ANY_YEAR: Final = Bilingual(
    "a year, named as its file (`2020-2021`, `2019-2021`, `2023`), or the path of a year file",
    "година, както е в името на файла ѝ (`2020-2021`, `2019-2021`, `2023`), или път до файл на "
    "година",
)
_NEWEST: Final = Bilingual(
    "a year, named as its file (`2020-2021`, `2019-2021`, `2023`), or the path of a year file "
    "(default: the newest year)",
    "година, както е в името на файла ѝ (`2020-2021`, `2019-2021`, `2023`), или път до файл на "
    "година (по подразбиране – най-новата)",
)
_ID: Final = Bilingual(
    "id of an area, a criterion, an indicator or an item: `OP`, `OP.4`, `OP.4.1`, `OP.4.1.2`",
    "идентификатор на област, критерий, индикатор или показател – `OP`, `OP.4`, `OP.4.1`, "
    "`OP.4.1.2`",
)

# The keys are argument names. If an argument means something else in a command, the key is the
# metavar or “COMMAND argument”.
ARGUMENTS: Final[Mapping[str, Bilingual]] = {
    "year": _ANY_YEAR,
    "[YEAR]": _NEWEST,
    "new year": Bilingual(
        "the school year, with both years in full (`2023-2024`), two school years (`2023-2025`) or "
        "a calendar year (`2024`)",
        "учебната година, с двете години изцяло (`2023-2024`), две учебни години (`2023-2025`) или "
        "календарна година (`2024`)",
    ),
    "report year": _NEWEST,
    "publish folder": Bilingual(
        "the folder to write to", "папката, в която се записват документите"
    ),
    "template eject kind": Bilingual(
        "the kind of document, as in `quality report --kind`",
        "видът на документа, както в `quality report --kind`",
    ),
    "publish years": Bilingual(
        "school years or paths of year files (default: all years of the project)",
        "учебни години или пътища до файлове на години (по подразбиране – всички години на "
        "проекта)",
    ),
    "init folder": Bilingual(
        "folder of the new project (default: the current folder)",
        "папка на новия проект (по подразбиране – текущата)",
    ),
    "schema kind": Bilingual(
        "kind of file (default: `year`; with `-o`, all kinds)",
        "вид на файла (по подразбиране – `year`, а с `-o` – всички видове)",
    ),
    "set item_id": Bilingual(
        "id of the item, for example `OP.1.1.1`",
        "идентификатор на показателя, например `OP.1.1.1`",
    ),
    "set level": Bilingual(
        "level, for an item that is rated by level",
        "равнище – за показател, който се оценява с равнище",
    ),
    "measure add action": Bilingual("what will be done", "какво ще се направи"),
    "measure_id": Bilingual(
        "id of the measure, for example `M3`", "идентификатор на мярката, например `M3`"
    ),
    "import path": Bilingual(
        "a spreadsheet (`.xlsx`, `.csv`) that `quality export` wrote",
        "електронна таблица (`.xlsx`, `.csv`), изведена с `quality export`",
    ),
    "validate targets": Bilingual(
        "school years, or paths of files and folders (default: the whole project, that is, the "
        "catalogue, all years and all raters' files)",
        "учебни години или пътища до файлове и папки (по подразбиране – целият проект: каталогът, "
        "всички години и файловете на всички оценители)",
    ),
    "rule code": Bilingual(
        "code of a rule, `Q301` (default: list all rules)",
        "код на правило, `Q301` (по подразбиране се изброяват всички правила)",
    ),
    "shell": Bilingual("your shell", "Вашата обвивка"),
    "diff old": Bilingual(
        "the earlier year, or the path of its file (default: the two newest years)",
        "по-ранната година или пътят до файла ѝ (по подразбиране – двете най-нови)",
    ),
    "diff new": Bilingual(
        "the later year, or the path of its file",
        "по-късната година или пътят до файла ѝ",
    ),
    "trend span": Bilingual(
        "the first and the last year, `2020-2021..2022-2023`; either may be left out",
        "първата и последната година, `2020-2021..2022-2023`; всяка може да се пропусне",
    ),
    "explain node_id": Bilingual(
        f"{_ID.en} (default: the overall score)", f"{_ID.bg} (по подразбиране – общият резултат)"
    ),
    "framework show node_id": Bilingual(
        f"{_ID.en} (default: the whole framework)",
        f"{_ID.bg} (по подразбиране – цялата рамка)",
    ),
    "collect places": Bilingual(
        "a project, a folder with projects below it, or a quoted pattern",
        "проект, папка с проекти в нея или шаблон за имена в кавички",
    ),
    "framework import path": Bilingual(
        "a Word document (`.docx`), a workbook (`.xlsx`) or a CSV file with tables of criteria, or "
        "the table that `quality framework export` wrote",
        "документ на Word (`.docx`), работна книга (`.xlsx`) или CSV с таблици с критерии, или "
        "таблицата, изведена с `quality framework export`",
    ),
    "framework diff old": Bilingual("the earlier framework file", "файлът с по-ранната рамка"),
    "framework diff new": Bilingual("the later framework file", "файлът с по-късната рамка"),
}

_YEAR_FILE: Final = Bilingual(
    "`data/years/YEAR.yaml` (only the lines that change).",
    "`data/years/ГОДИНА.yaml` (само редовете, които се променят).",
)
_OUTPUT_FILE: Final = Bilingual("the file given with `-o`.", "файла, посочен с `-o`.")

# The files that commands write; a command that is not listed here writes none.
WRITTEN: Final[Mapping[str, Bilingual]] = {
    "init": Bilingual(
        "`data/criteria.yaml`, `data/years/YEAR.yaml`, `data/schema/`, "
        "`.github/workflows/quality.yml`, `.editorconfig`, `.vscode/`; existing files are not "
        "overwritten, and nothing is written into a project that exists.",
        "`data/criteria.yaml`, `data/years/ГОДИНА.yaml`, `data/schema/`, "
        "`.github/workflows/quality.yml`, `.editorconfig`, `.vscode/`; съществуващи файлове не се "
        "презаписват, а в съществуващ проект не се записва нищо.",
    ),
    "new": Bilingual(
        "`data/years/YEAR.yaml`, unless it exists, and `data/schema/`.",
        "`data/years/ГОДИНА.yaml`, ако не съществува, и `data/schema/`.",
    ),
    "schema": Bilingual(
        "with `-o`, `year.schema.json`, `catalogue.schema.json` and `rater.schema.json` in that "
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
    "framework export": _OUTPUT_FILE,
    "framework import": Bilingual(
        "`data/criteria.yaml`, or the file given with `-o`; in an existing file, only the lines "
        "that change, unless `--force` is given.",
        "`data/criteria.yaml` или файла, посочен с `-o`; в съществуващ файл – само редовете, "
        "които се променят, освен с `--force`.",
    ),
    "import": Bilingual(
        "`data/years/YEAR.yaml` (only the lines that change); with `--rater`, the rater's file in "
        "`data/years/YEAR/raters/`.",
        "`data/years/ГОДИНА.yaml` (само редовете, които се променят); с `--rater` – файла на "
        "оценителя в `data/years/ГОДИНА/raters/`.",
    ),
    "collect": Bilingual(
        "with `--format parquet`, the folder given with `-o`.",
        "с `--format parquet` – папката, посочена с `-o`.",
    ),
    "report": _OUTPUT_FILE,
    "publish": Bilingual(
        "the documents and the index pages in `DIR`.",
        "документите и страниците с връзки към тях в `ПАПКА`.",
    ),
    "template eject": Bilingual(
        "templates in `templates/`; existing files are not overwritten.",
        "шаблони в `templates/`; съществуващи файлове не се презаписват.",
    ),
}
