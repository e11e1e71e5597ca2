"""The examples in the documentation of the rules, each completed to a whole file."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping
from typing import Final

from qualitycli.checks import check_catalogue
from qualitycli.diagnostics import Rule
from qualitycli.reading.load import parse_catalogue
from qualitycli.source import Source
from qualitycli.workspace import CatalogueFile

# The year in the file name, if the finding depends on it.
NAMED: Final = {"Q310": "2020-2021", "Q522": "2020-2021"}
# These are about the start of a file, so nothing may come before the bad example.
WHOLE: Final = ("Q123", "Q127", "Q128")
# Words that the built-in catalogue does not have, and their replacements.
CATALOGUE_CHANGES: Final = {
    "Q303": ("- id: OP.1.3.7\n", "- id: OP.1.3.7\n                retired: 2020-2021\n"),
    "Q410": (
        "- id: OP.6.1.2\n",
        """\
- id: OP.6.1.2
                rated_by: points
                ladder:
                  - {points: 0, text: Няма призови места.}
                  - {points: 0.75, text: Има призови места на общинско равнище.}
                  - {points: 1.5, text: Има призови места на областно равнище.}
                  - {points: 2, text: Има призови места на национално равнище.}
""",
    ),
    **dict.fromkeys(
        ("Q438", "Q439"),
        (
            "- id: OP.6.1.2\n",
            """\
- id: OP.6.1.2
                rated_by: points
                max_points: 9.5
                step: 0.5
""",
        ),
    ),
    **dict.fromkeys(
        ("Q434", "Q442", "Q443", "Q444"),
        (
            "- id: OP.6.1.2\n",
            """\
- id: OP.6.1.2
                rated_by: survey
                answer_scale:
                  - {text: Не съм съгласен}
                  - {text: Донякъде съм съгласен}
                  - {text: Съгласен съм}
                  - {text: Не мога да преценя, key: x, counts: false}
""",
        ),
    ),
    "Q415": ("      from: 2021-2022\n", "      from: 2022-2023\n"),
}
Keys = Mapping[str, str]
YEAR_KEYS: Final[Keys] = {
    "format": "format: 1\n",
    "year": "year: 2020-2021\n",
    "framework": 'framework:\n  id: vou-montana\n  edition: "2020"\n',
    # Without a rating there would be another finding.
    "ratings": "ratings:\n  OP.1.1.1: 3\n",
}
CATALOGUE_KEYS: Final[Keys] = {
    "format": "format: 1\n",
    "framework": 'framework:\n  id: vou-montana\n  title: Критерии\n  editions: ["2020"]\n',
    "coverage_threshold": "coverage_threshold: 2/3\n",
    "scale": """\
scale:
  levels:
    - {value: 1, name: незадоволително}
    - {value: 2, name: задоволително}
    - {value: 3, name: добро}
    - {value: 4, name: много добро}
""",
    "areas": """\
areas:
  - id: OP
    title: Образователен процес
    criteria:
      - id: OP.6
        title: Социализация и възпитание в процеса на обучението
        indicators:
          - id: OP.6.1
            title: Участие на учениците в олимпиади, състезания, конкурси и т.н.
            subindicators:
              - id: OP.6.1.1
                text: Дял участващи ученици.
""",
}
PROFILE_KEYS: Final[Keys] = {
    "title": "    title: Наредба\n",
    "verified": "    verified: false\n",
    "source": "    source: Държавен вестник\n",
    "percent_of": "    percent_of: range\n",
    "steps": "    steps:\n      - name: добра\n",
}
_TOP_KEY = re.compile(r"^([a-z_]+):\s", re.MULTILINE)
_PROFILE = re.compile(r"^(?=  - id: )", re.MULTILINE)


def completed(stretch: str, rule: Rule) -> str:
    """Return a complete file that contains `stretch`; the missing parts come first."""
    keys = YEAR_KEYS
    if rule.example_of == "catalogue":
        keys = CATALOGUE_KEYS
        stretch = with_whole_profiles(below_its_parents(stretch))
    there = _TOP_KEY.findall(stretch)
    return "".join(lines for key, lines in keys.items() if key not in there) + stretch


def below_its_parents(stretch: str) -> str:
    """Return a stretch from inside the tree with its parents, at the same indentation."""
    key = stretch.partition(":")[0]
    above, found, _ = CATALOGUE_KEYS["areas"].partition(f" {key}:\n")
    if not found:
        return stretch
    lines, _, indentation = above.rpartition("\n")
    return f"{lines}\n{textwrap.indent(stretch, f'{indentation} ')}"


def with_whole_profiles(stretch: str) -> str:
    """Return a stretch of band profiles, each with its required keys."""
    if not stretch.startswith("bands:"):
        return stretch
    head, *profiles = _PROFILE.split(stretch)
    return head + "".join(whole_profile(profile) for profile in profiles)


def whole_profile(profile: str) -> str:
    # At the end, because the stretch shows the first lines.
    lacking = (lines for key, lines in PROFILE_KEYS.items() if f"\n    {key}:" not in profile)
    return profile + "".join(lacking)


def catalogue_for(rule: Rule, real: CatalogueFile) -> CatalogueFile:
    """Return the catalogue that the example of a year is checked against."""
    if rule.code not in CATALOGUE_CHANGES:
        return real
    words, others = CATALOGUE_CHANGES[rule.code]
    assert real.file.source.text.count(words) == 1
    changed = Source("criteria.yaml", real.file.source.text.replace(words, others))
    loaded = parse_catalogue(changed)
    assert loaded.content is not None
    assert not [*loaded.found, *check_catalogue(loaded.content)]
    return loaded.content


def whole_bad(rule: Rule) -> str:
    return rule.bad if rule.code in WHOLE else completed(rule.bad, rule)
