"""Generate the pictures of the README: ``python -m tools.pages.pictures``.

Rich draws the terminal as SVG; Chromium and pdftoppm render the printed page as PNG.
"""

from __future__ import annotations

import io
import os
import re
import subprocess
import tempfile
from pathlib import Path
from typing import Final, get_args

from rich.console import Console
from rich.text import Text

from qualitycli import open_project
from qualitycli.application.open_project import Language
from qualitycli.messages import Translator
from qualitycli.render.score_view import view_of
from qualitycli.render.terminal import print_view
from tests.needs import path_of

TOP: Final = Path(__file__).resolve().parents[2]
IMAGES: Final = TOP / "docs/images"
YEAR: Final = "2020-2021"
COLUMNS: Final = 104
_DOTS_PER_INCH: Final = "80"


def score_picture(language: Language) -> str:
    """Return the terminal output of `quality score` as SVG."""
    view = view_of(open_project(TOP).year(YEAR).score(), "area", Translator(language))
    screen = io.StringIO()
    os.environ["FORCE_COLOR"] = "1"  # makes Rich treat any file as a terminal
    print_view(view, screen, COLUMNS)
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    console.print(Text.from_ansi(f"$ quality score {YEAR} --depth area\n{screen.getvalue()}"))
    svg = console.export_svg(title="quality", unique_id="terminal")
    # Remove the font, which would be loaded from the network.
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL)


def report_picture(target: Path) -> None:
    """Write the first printed page of the self-assessment report, as PNG.

    :raises CalledProcessError: Chromium or pdftoppm failed.
    """
    with tempfile.TemporaryDirectory() as folder:
        page, pdf = Path(folder, "report.html"), Path(folder, "report.pdf")
        command = ["quality", "--root", str(TOP), "report", YEAR, "-o", str(page)]
        subprocess.run(command, check=True)
        chromium = [str(path_of("chromium")), "--headless", "--no-sandbox", "--disable-gpu"]
        chromium += ["--no-pdf-header-footer", f"--print-to-pdf={pdf}", page.as_uri()]
        subprocess.run(chromium, check=True, capture_output=True)
        pages = ["pdftoppm", "-png", "-r", _DOTS_PER_INCH, "-singlefile", str(pdf)]
        subprocess.run([*pages, str(target.with_suffix(""))], check=True)


def main() -> None:
    """Generate all pictures."""
    for language in get_args(Language):
        (IMAGES / f"score.{language}.svg").write_text(score_picture(language), encoding="utf-8")
    report_picture(IMAGES / "report.png")


if __name__ == "__main__":
    main()
