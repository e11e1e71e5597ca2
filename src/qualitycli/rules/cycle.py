"""Q5: the quality cycle. Warnings, but where two stated facts contradict each other."""

from __future__ import annotations

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_

COMMISSION_LATE = Rule(
    "Q501",
    title=N_("commission set up after the deadline"),
    message=N_("the commission “{name}” was set up on {date}, after {deadline}"),
    hint=N_("the framework asks for it by {deadline} ({at}); check the date of the order"),
    severity=Severity.WARNING,
    why=N_(
        "The commission is to be there before the school year begins, so that it can judge the "
        "whole of it. A later date is either a slip of the pen, or something an inspection will "
        "ask about."
    ),
    bad="""\
commissions:
  - name: Комисия за самооценяване
    order: РД-12-30
    date: 2020-10-02  # ! Q501
""",
    good="""\
commissions:
  - name: Комисия за самооценяване
    order: РД-12-4
    date: 2020-09-11
""",
)
PERIOD_OUTSIDE_YEAR = Rule(
    "Q502",
    title=N_("period outside the school year"),
    message=N_("{date} lies outside the time of the commission in {year}"),
    hint=N_("it can last from {first} to {last}"),
    severity=Severity.WARNING,
    why=N_(
        "A commission works for a school year, from its order on. A member whose time begins "
        "earlier or ends later was most often copied from the file of another year."
    ),
    bad="""\
commissions:
  - name: Комисия за самооценяване
    date: 2020-09-11
    members:
      - name: Мария Иванова
        to: 2022-06-30  # ! Q502
""",
    good="""\
commissions:
  - name: Комисия за самооценяване
    date: 2020-09-11
    members:
      - name: Мария Иванова
        to: 2021-06-30
""",
)
DATES_OUT_OF_ORDER = Rule(
    "Q503",
    title=N_("dates out of order"),
    message=N_("the end, {last}, comes before the beginning, {first}"),
    hint=N_("mend one of the two dates"),
    why=N_(
        "Nothing ends before it begins. With such dates nobody can tell what is due and what is "
        "late, and a calendar shows the entry on no day at all."
    ),
    bad="""\
calendar:
  - id: K1
    activity: Анкета сред родителите
    from: 2021-05-21
    to: 2021-05-10  # ! Q503
""",
    good="""\
calendar:
  - id: K1
    activity: Анкета сред родителите
    from: 2021-05-10
    to: 2021-05-21
""",
)
LINK_TO_NOTHING = Rule(
    "Q504",
    title=N_("link to nothing"),
    message=N_("there is no {what} with the id “{id}”"),
    hint=N_("mend the id, or add what it is to lead to"),
    severity=Severity.WARNING,
    why=N_(
        "Links are what joins a weakness with its measure and a measure with its result. One that "
        "leads to nothing breaks the chain, and the papers would say that nothing was done."
    ),
    bad="""\
goals:
  - id: G1
    text: Учениците умеят да преценяват работата си.
measures:
  - id: M1
    action: Общи критерии за самооценка във всяка паралелка
    serves: G2  # ! Q504
    responsible: Мария Иванова
    planned:
      to: 2021-05-31
""",
    good="""\
goals:
  - id: G1
    text: Учениците умеят да преценяват работата си.
measures:
  - id: M1
    action: Общи критерии за самооценка във всяка паралелка
    serves: G1
    responsible: Мария Иванова
    planned:
      to: 2021-05-31
""",
)
CARRIED_OUT_BEFORE_APPROVAL = Rule(
    "Q505",
    title=N_("corrective measure carried out before it was approved"),
    message=N_("carried out from {date} on, but approved only on {approved}"),
    hint=N_("mend one of the two dates"),
    why=N_(
        "A corrective measure is proposed to the director, who approves it; only then is it "
        "carried out. If work began earlier, one of the two dates is wrong."
    ),
    bad="""\
measures:
  - id: M1
    kind: corrective
    action: Втора обиколка за обхват
    responsible: Мария Иванова
    planned:
      to: 2021-03-31
    approved:
      order: РД-12-90
      date: 2021-02-10
    actual:
      from: 2021-02-01  # ! Q505
    status: started
""",
    good="""\
measures:
  - id: M1
    kind: corrective
    action: Втора обиколка за обхват
    responsible: Мария Иванова
    planned:
      to: 2021-03-31
    approved:
      order: РД-12-90
      date: 2021-02-10
    actual:
      from: 2021-02-12
    status: started
""",
)
NOT_APPROVED = Rule(
    "Q506",
    title=N_("corrective measure without approval"),
    message=N_("“{id}” is {status}, but no order approves it"),
    hint=N_("add “approved:” with the director's order and its date"),
    severity=Severity.WARNING,
    why=N_(
        "Corrective measures change the year's schedule, so the director approves them by an "
        "order. Without it nobody answers for the change."
    ),
    bad="""\
measures:
  - id: M1
    kind: corrective
    action: Втора обиколка за обхват
    responsible: Мария Иванова
    planned:
      to: 2021-03-31
    status: started  # ! Q506
""",
    good="""\
measures:
  - id: M1
    kind: corrective
    action: Втора обиколка за обхват
    responsible: Мария Иванова
    planned:
      to: 2021-03-31
    approved:
      order: РД-12-90
      date: 2021-02-10
    status: started
""",
)
DONE_WITHOUT_PROOF = Rule(
    "Q507",
    title=N_("done without a date or a result"),
    message=N_("“{id}” is done, but it does not say {missing}"),
    hint=N_("add {key}"),
    severity=Severity.WARNING,
    why=N_(
        "A measure is closed by what came of it. If nobody wrote down when it ended, or what its "
        "indicator shows now, the report can only say that something was done."
    ),
    bad="""\
measures:
  - id: M1
    action: Общи критерии за самооценка във всяка паралелка
    responsible: Мария Иванова
    planned:
      to: 2021-05-31
    indicator:  # ! Q507
      text: Паралелки с общи критерии
      baseline: 5 от 21
      target: 15 от 21
    actual:
      to: 2021-05-28
    status: done
""",
    good="""\
measures:
  - id: M1
    action: Общи критерии за самооценка във всяка паралелка
    responsible: Мария Иванова
    planned:
      to: 2021-05-31
    indicator:
      text: Паралелки с общи критерии
      baseline: 5 от 21
      target: 15 от 21
      result: 16 от 21
    actual:
      to: 2021-05-28
    status: done
""",
)
IN_FORCE_BEFORE_ADOPTED = Rule(
    "Q508",
    title=N_("in force before it was decided"),
    message=N_("in force from {date}, but “{id}” was decided only on {decided}"),
    hint=N_("mend one of the two dates, or name another decision"),
    why=N_(
        "The pedagogical council adopts the rules and every change of them. What is in force "
        "earlier than the decision has no ground to stand on, so one of the two dates is wrong."
    ),
    bad="""\
rules:
  version: "1.0"
  in_force_from: 2020-09-01  # ! Q508
  adopted_by: D1
decisions:
  - id: D1
    kind: protocol
    number: "1"
    date: 2020-09-10
    text: Приема правилата за прилагане на вътрешната система.
""",
    good="""\
rules:
  version: "1.0"
  in_force_from: 2020-09-15
  adopted_by: D1
decisions:
  - id: D1
    kind: protocol
    number: "1"
    date: 2020-09-10
    text: Приема правилата за прилагане на вътрешната система.
""",
)
FINDING_WITHOUT_CONCLUSION = Rule(
    "Q509",
    title=N_("finding without a conclusion"),
    message=N_("nothing is concluded from this finding"),
    hint=N_("add “conclusion:” with what follows from it"),
    severity=Severity.WARNING,
    why=N_(
        "Monitoring gives findings, conclusions and recommendations, so that decisions can be made "
        "on them. A finding from which nothing follows helps nobody to decide."
    ),
    bad="""\
monitoring:
  - kind: internal
    date: 2021-02-12
    findings:
      - text: Самооценяване е предвидено в 5 от 38 разпределения.  # ! Q509
""",
    good="""\
monitoring:
  - kind: internal
    date: 2021-02-12
    findings:
      - text: Самооценяване е предвидено в 5 от 38 разпределения.
        conclusion: Самооценяването зависи от отделния учител.
""",
)
RECOMMENDATION_NOT_TAKEN_UP = Rule(
    "Q510",
    title=N_("recommendation that no measure takes up"),
    message=N_("no measure serves the recommendation “{id}”"),
    hint=N_("add a measure with “serves: {id}”; one planned for next year may stand here too"),
    severity=Severity.WARNING,
    why=N_(
        "A recommendation becomes real through a measure with an owner and a deadline. One that no "
        "measure takes up is found again at the next monitoring."
    ),
    bad="""\
monitoring:
  - kind: internal
    date: 2021-02-12
    findings:
      - text: Самооценяване е предвидено в 5 от 38 разпределения.
        conclusion: Самооценяването зависи от отделния учител.
        recommendations:
          - id: N1  # ! Q510
            text: Да се приемат общи критерии за самооценка.
""",
    good="""\
monitoring:
  - kind: internal
    date: 2021-02-12
    findings:
      - text: Самооценяване е предвидено в 5 от 38 разпределения.
        conclusion: Самооценяването зависи от отделния учител.
        recommendations:
          - id: N1
            text: Да се приемат общи критерии за самооценка.
measures:
  - id: M1
    action: Общи критерии за самооценка във всяка паралелка
    serves: N1
    responsible: Мария Иванова
    planned:
      to: 2021-05-31
""",
)
MEASURE_WITHOUT_OWNER = Rule(
    "Q511",
    title=N_("measure without an owner or a deadline"),
    message=N_("the measure “{id}” does not say {missing}"),
    hint=N_("add {key}"),
    severity=Severity.WARNING,
    why=N_(
        "What nobody in particular is to do, or not by any day in particular, is not done. The "
        "source asks for measures together with the time for carrying them out."
    ),
    bad="""\
measures:
  - id: M1  # ! Q511
    action: Общи критерии за самооценка във всяка паралелка
    planned:
      to: 2021-05-31
""",
    good="""\
measures:
  - id: M1
    action: Общи критерии за самооценка във всяка паралелка
    responsible: Мария Иванова
    planned:
      to: 2021-05-31
""",
)
CLOSED_BUT_FELL = Rule(
    "Q512",
    title=N_("closed measure whose item fell the year after"),
    message=N_("“{item}” fell, although the measure “{id}” of {year} is closed as done"),
    hint=N_("add a measure for it, or say in its note why it fell"),
    severity=Severity.WARNING,
    why=N_(
        "A measure that is done should have helped. If the item it was for is rated lower the year "
        "after, the measure did not work or did not last, and the school should know. It is "
        "found where both years are checked: by “quality validate” alone, or with both named."
    ),
)
STATUS_CONTRADICTED = Rule(
    "Q513",
    title=N_("status that the dates contradict"),
    message=N_("the measure “{id}” has ended, but its status is “{status}”"),
    hint=N_("write “status: done” or “status: dropped”, or take the date out"),
    why=N_(
        "A measure cannot have ended and still be going on. The list of what is due would go on "
        "reminding its owner, or the date is that of another measure."
    ),
    bad="""\
measures:
  - id: M1
    action: Общи критерии за самооценка във всяка паралелка
    responsible: Мария Иванова
    planned:
      to: 2021-05-31
    actual:
      to: 2021-05-28
    status: started  # ! Q513
""",
    good="""\
measures:
  - id: M1
    action: Общи критерии за самооценка във всяка паралелка
    responsible: Мария Иванова
    planned:
      to: 2021-05-31
    actual:
      to: 2021-05-28
    status: done
""",
)
CONTINUES_NOTHING = Rule(
    "Q514",
    title=N_("measure that carries on nothing"),
    message=N_("{year} has no measure “{id}” that could be carried on"),
    hint=N_("measures of {year}: {known}"),
    severity=Severity.WARNING,
    why=N_(
        "A measure that is carried on is followed back through the years: when it was proposed, "
        "and how often it was put off. A wrong id breaks that thread. It is found where both years "
        "are checked: by “quality validate” alone, or with both named."
    ),
)
CONTINUES_BACKWARDS = Rule(
    "Q516",
    title=N_("measure carried on from a year that comes later"),
    message=N_("a measure of {this} cannot be carried on from {year}"),
    hint=N_("name the year before in which the measure stood"),
    why=N_(
        "A measure goes on from one year into the next. With a year that is not before, the way "
        "back through the years would run in a circle."
    ),
    bad="""\
measures:
  - id: M1
    action: Общи критерии за самооценка във всяка паралелка
    responsible: Мария Иванова
    planned:
      to: 2021-05-31
    continues:
      year: 2020-2021  # ! Q516
      id: M4
""",
    good="""\
measures:
  - id: M1
    action: Общи критерии за самооценка във всяка паралелка
    responsible: Мария Иванова
    planned:
      to: 2021-05-31
    continues:
      year: 2019-2020
      id: M4
""",
)
ID_OF_THE_CATALOGUE = Rule(
    "Q515",
    title=N_("id that the catalogue has given"),
    message=N_("the id “{id}” already names something in the catalogue"),
    hint=N_("choose another one that is still free, for example with one more letter"),
    why=N_(
        "Links name what they lead to by its id alone. If a measure has the id of an item, nobody "
        "can tell which of the two a link means."
    ),
    bad="""\
goals:
  - id: OP.4  # ! Q515
    text: Учениците умеят да преценяват работата си.
""",
    good="""\
goals:
  - id: G1
    text: Учениците умеят да преценяват работата си.
""",
)
