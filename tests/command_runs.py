"""Every command, in all output formats that contain texts from files."""

from __future__ import annotations

from typing import Final

from qualitycli.render.documents.kinds import KINDS
from tests.payloads import ALL

DAY: Final = ("--today", "2022-03-01")
# Every command, in all output formats that contain texts from files.
RUNS: Final[dict[str, list[tuple[str, ...]]]] = {
    "init": [()],
    "new": [("2022-2023", "--from", "2021-2022")],
    "schema": [("year",), ("catalogue",)],
    "completion": [("bash",), ("zsh",), ("fish",)],
    "set": [
        ("2021-2022", "OP.1.1.1", "3", "--note", ALL.replace("\x00", ""), "--dry-run"),
        ("2021-2022", "OP.1.1.1", "3"),
        ("2021-2022", "OP.1.1.1", "9"),
        ("2021-2022", "OP.1.1.4", "3"),
    ],
    "measure": [
        *(("list", "2021-2022", *DAY, "--format", one) for one in ("text", "json", "csv")),
        ("add", "2021-2022", "ново", "--dry-run"),
        ("done", "2021-2022", "M.2", "--on", "2022-03-01", "--dry-run"),
        ("drop", "2021-2022", "M.2", "--reason", "защото", "--dry-run"),
    ],
    "export": [("2021-2022", "-o", "card.xlsx"), ("2021-2022", "-o", "new.csv")],
    "import": [("card.csv", "2021-2022", "--dry-run")],
    "card": [("2021-2022", "-o", "card.html", "--force")],
    "raters": [("2021-2022", "--format", one) for one in ("text", "json", "csv")],
    "agree": [
        (
            "2021-2022",
            "--unanimous",
            "--protocol",
            "№ 4",
            "--date",
            "2022-05-20",
            "--force",
            "--dry-run",
        ),
        ("2021-2022", "--unanimous", "--protocol", "№ 4", "--date", "2022-05-20", "--force"),
    ],
    "collect": [(".", "--format", one) for one in ("csv", "jsonl")],
    "validate": [("--format", one) for one in ("text", "json", "github", "sarif", "junit")],
    "rule": [("Q301",)],
    "score": [
        *(("2021-2022", "--depth", one) for one in ("area", "criterion", "indicator", "item")),
        ("2021-2022", "--format", "json"),
        ("2021-2022", "--format", "csv"),
    ],
    "diff": [
        ("2020-2021", "2021-2022"),
        *(
            ("2020-2021", "2021-2022", "--fail-on", "worsened", "--format", one)
            for one in ("text", "json", "csv", "github", "sarif", "junit")
        ),
    ],
    "trend": [(), ("--format", "json"), ("--format", "csv")],
    "explain": [
        *(("2021-2022", one) for one in ("OP", "OP.1", "OP.1.1", "OP.2.1")),
        *(("2021-2022", f"OP.1.1.{n}") for n in (1, 2, 3, 5)),
        *(("2021-2022", "OP.1", "--format", one) for one in ("json", "csv")),
    ],
    "robustness": [("2021-2022", "--format", one) for one in ("text", "json", "csv")],
    "status": [("2021-2022", *DAY, "--format", one) for one in ("text", "json", "csv")],
    "calendar": [("2021-2022", *DAY, "--format", one) for one in ("text", "json", "csv", "ics")],
    "report": [
        ("2021-2022", "--kind", kind, "--format", form) for kind in KINDS for form in ("md", "html")
    ],
    "publish": [("public", "2021-2022", "--force")],
    "template": [("eject", "plan")],
    "framework": [
        ("show",),
        ("show", "--process"),
        *(("show", one) for one in ("OP.1.1.1", "OP.2.1", "OP")),
        *(("show", "--format", one) for one in ("json", "csv")),
        *(("show", "OP.1.1.1", "--format", one) for one in ("json", "csv")),
        *(
            ("diff", "data/older.yaml", "data/criteria.yaml", "--format", one)
            for one in ("text", "json", "csv")
        ),
    ],
}
ALL_RUNS: Final = [(name, *one) for name, arguments in RUNS.items() for one in arguments]
