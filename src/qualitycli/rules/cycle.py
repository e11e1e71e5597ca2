"""Q5: the quality cycle. Contradictions are errors, everything else is a warning."""

from __future__ import annotations

from qualitycli.diagnostics import Rule, Severity
from qualitycli.messages import N_

COMMISSION_LATE = Rule(
    "Q501",
    title=N_("commission set up after the deadline"),
    message=N_("the commission “{name}” was set up on {date}, after {deadline}"),
    hint=N_("check the date of the order: the framework sets the deadline {deadline} ({at})"),
    severity=Severity.WARNING,
    why=N_(
        "The commission should be in place before the school year starts, so that it can cover the "
        "whole year. A later date is either mistyped or something that an inspector will ask about."
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
    message=N_("{date} is outside the commission's term in {year}"),
    hint=N_("choose a date from {first} to {last}"),
    severity=Severity.WARNING,
    why=N_(
        "A commission works for one school year, starting with the date of its order. A member "
        "whose period starts earlier or ends later was usually copied from the file of another "
        "year."
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
    message=N_("the end ({last}) is before the start ({first})"),
    hint=N_("correct one of the two dates"),
    why=N_(
        "Nothing can end before it starts. With such dates, it is unclear what is due and what is "
        "late, and the calendar would not show the entry on any day."
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
BROKEN_REFERENCE = Rule(
    "Q504",
    title=N_("broken reference"),
    message=N_("there is no {what} with the id “{id}”"),
    hint=N_("correct the id, or add the missing entry"),
    severity=Severity.WARNING,
    why=N_(
        "References connect a weakness with its measure, and a measure with its result. If one of "
        "them is broken, the documents would show that nothing was done."
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
STARTED_BEFORE_APPROVAL = Rule(
    "Q505",
    title=N_("corrective measure carried out before its approval"),
    message=N_("the measure was being carried out on {date} but was approved only on {approved}"),
    hint=N_("correct one of the two dates"),
    why=N_(
        "A corrective measure is proposed to the director and carried out only after the director "
        "approves it. If work started earlier, one of the two dates is wrong."
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
    title=N_("unapproved corrective measure"),
    message=N_("“{id}” is {status} but not approved by an order"),
    hint=N_("add “approved:” with the director's order and its date"),
    severity=Severity.WARNING,
    why=N_(
        "Corrective measures change the year's schedule, so the director approves them by an "
        "order. Without the order, nobody is responsible for the change."
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
DONE_WITHOUT_RESULT = Rule(
    "Q507",
    title=N_("completed measure without a date or result"),
    message=N_("“{id}” is done, but it does not say {missing}"),
    hint=N_("add {key}"),
    severity=Severity.WARNING,
    why=N_(
        "A measure is closed with what it achieved. If nobody recorded when it ended or what its "
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
    title=N_("in force before the decision"),
    message=N_("the date {date} is before the decision “{id}” of {decided}"),
    hint=N_("correct one of the two dates, or name another decision"),
    why=N_(
        "The pedagogical council adopts the rules and every change to them. Anything in force "
        "before the decision has no legal basis, so one of the two dates is wrong."
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
ADOPTED_BEFORE_RATED = Rule(
    "Q517",
    title=N_("report adopted before the last rating"),
    message=N_("the report was adopted on {date}, but the last rating is of {rated}"),
    hint=N_("correct one of the two dates, or name the decision that came after the last rating"),
    why=N_(
        "The council adopts a finished report. A rating from a later day is not in the report that "
        "was adopted, so one of the two dates is wrong."
    ),
    severity=Severity.WARNING,
    bad="""\
adoption:
  report:
    adopted_by: D1  # ! Q517
decisions:
  - id: D1
    kind: protocol
    number: "9"
    date: 2021-07-05
    text: Приема доклада от самооценяването.
ratings:
  OP.1.1.1:
    level: 3
    rated_on: 2021-07-06
""",
    good="""\
adoption:
  report:
    adopted_by: D1
decisions:
  - id: D1
    kind: protocol
    number: "9"
    date: 2021-07-05
    text: Приема доклада от самооценяването.
ratings:
  OP.1.1.1:
    level: 3
    rated_on: 2021-07-02
""",
)
FINDING_WITHOUT_CONCLUSION = Rule(
    "Q509",
    title=N_("finding without a conclusion"),
    message=N_("this finding has no conclusion"),
    hint=N_("add “conclusion:” with the conclusion drawn from it"),
    severity=Severity.WARNING,
    why=N_(
        "Monitoring produces findings, conclusions and recommendations, on which decisions are "
        "based. A finding without a conclusion does not help anyone decide."
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
RECOMMENDATION_WITHOUT_MEASURE = Rule(
    "Q510",
    title=N_("recommendation without a measure"),
    message=N_("the recommendation “{id}” has no measure"),
    hint=N_(
        "add a measure with “serves: {id}”; a measure planned for next year may be listed here too"
    ),
    severity=Severity.WARNING,
    why=N_(
        "A recommendation is carried out through a measure with an owner and a deadline. Without "
        "one, the next monitoring will make the same finding again."
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
        "Work that is assigned to nobody, or has no deadline, does not get done. The source "
        "document requires measures to be proposed together with the time for carrying them out."
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
DROP_AFTER_MEASURE = Rule(
    "Q512",
    title=N_("drop after a completed measure"),
    message=N_("“{item}” fell, although the measure “{id}” of {year} is closed as done"),
    hint=N_("add a measure for the item, or explain in its note why it fell"),
    severity=Severity.WARNING,
    why=N_(
        "A completed measure should have helped. If its item is rated lower the year after, the "
        "measure did not work or its effect did not last, and the school should know. This is "
        "checked only when both years are checked: by “quality validate” alone, or with both years "
        "named."
    ),
)
STATUS_CONTRADICTED = Rule(
    "Q513",
    title=N_("status that contradicts the dates"),
    message=N_("the measure “{id}” has ended, but its status is “{status}”"),
    hint=N_("write “status: done” or “status: dropped”, or remove the date"),
    why=N_(
        "A measure cannot have ended and still be in progress. Either the date belongs to another "
        "measure, or the list of what is due would keep reminding the owner for nothing."
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
CONTINUES_UNKNOWN_MEASURE = Rule(
    "Q514",
    title=N_("continuation of an unknown measure"),
    message=N_("{year} has no measure “{id}” to continue"),
    hint=N_("choose one of the measures of {year}: {known}"),
    severity=Severity.WARNING,
    why=N_(
        "A continued measure is traced back through the years: when it was proposed, and how often "
        "it was postponed. A wrong id breaks the trace. This is checked only when both years are "
        "checked: by “quality validate” alone, or with both years named."
    ),
)
CONTINUES_LATER_YEAR = Rule(
    "Q516",
    title=N_("continuation from a year that is not earlier"),
    message=N_("a measure of {this} cannot continue a measure of {year}"),
    hint=N_("name the earlier year in which the measure is listed"),
    why=N_(
        "A measure continues from one year into the next. If the year named is not earlier, "
        "tracing the measure back through the years would go in a circle."
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
ID_IN_FRAMEWORK = Rule(
    "Q515",
    title=N_("id already used in the framework"),
    message=N_("the id “{id}” is already used in the framework"),
    hint=N_("choose an unused id, for example with one more letter"),
    why=N_(
        "A reference contains only an id. If a measure and an item have the same id, nobody can "
        "tell which of the two a reference means."
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
