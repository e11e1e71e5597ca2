"""A small framework with every way of rating, and a year that uses every possible key."""

from __future__ import annotations

from typing import Final

CATALOGUE: Final = """\
format: 1
framework:
  id: nashe
  editions: ["2020", "2023"]
  title: Нашата рамка
  institution: Примерно основно училище
  language: bg
  approved:
    order: РД-5
    date: 2020-09-28
  source: Документ
  notes:
    - at: OP.1.1.1
      printed: изяви
      mended: изявени
    - note: Бележка
coverage_threshold: 2/3
scale:
  levels:
    - {value: 1, name: незадоволително}
    - {value: 2, name: задоволително}
    - {value: 3, name: добро}
    - {value: 4, name: много добро}
bands:
  - id: n15
    title: Наредба
    years: {from: 2016-2017, to: 2020-2021}
    verified: false
    source: ДВ
    percent_of: range
    round: whole
    lowest_area: Важи за областта
    steps:
      - {name: добра, from: 50}
      - {name: задоволителна, above: 30}
      - {name: незадоволителна}
process:
  - kind: requirement
    title: Изисквания
    entries:
      - {id: R.1, at: III.1, text: Изискване, asks: goals, deadline: 09-15}
areas:
  - id: OP
    number: I
    title: Процес
    weight: 2
    weight_reason: Решение
    criteria:
      - id: OP.1
        title: Критерий
        indicators:
          - id: OP.1.1
            title: Индикатор
            subindicators:
              - id: OP.1.1.1
                text: По равнище
                since: 2019-2020
                levels: {1: Липсва, 4: Винаги}
                hints: [Вижте протоколите]
              - id: OP.1.1.2
                text: По точки
                rated_by: points
                ladder:
                  - {points: 0, text: Няма}
                  - {points: 0.75, text: Общинско}
                  - {points: 2, text: Национално}
              - id: OP.1.1.3
                text: По дял
                rated_by: ratio
                thresholds: [50, 70.5, 90]
              - id: OP.1.1.4
                text: По дял без прагове
                rated_by: ratio
                parts: [първо, второ]
              - id: OP.1.1.5
                text: По малък дял
                rated_by: ratio
                thresholds: [20, 10, 5]
                lower_is_better: true
              - id: OP.1.1.6
                text: Отпаднал
                retired: 2019-2020
                replaced_by:
                  - {id: OP.1.1.1, kind: narrower}
          - id: OP.1.2
            title: Анкета
            rated_by: survey
          - id: OP.1.3
            title: Просто равнище
            moved_from: OP.1
"""
YEAR: Final = """\
format: 1
year: 2020-2021
framework: {id: nashe, edition: 2020}
institution: {name: Училище, town: Ясенград, director: Елена Примерова}
bands: n15
illustrative: true
targets: {OP: 3.20, OP.1.1: 2}
strategy: {title: Стратегия, link: на сайта, adopted_by: D.1}
policy: Политика
goals:
  - id: G.1
    text: Цел
    items: [OP.1.1]
    indicator: {text: дял, baseline: 10 %, target: 20, result: 0.5}
key_factors: [Учителите]
quality_officer: {name: Мария, position: учител, order: 5, date: 2020-09-20}
commissions:
  - name: Комисия
    order: РД-6
    date: 2020-09-21
    task: Оценяване
    term: {from: 2020-09-21, to: 2021-07-01}
    members:
      - {name: Иван, position: учител, role: председател, from: 2020-10-01}
    external:
      - {name: Петър, organisation: РУО}
rules:
  version: 1.10
  part_of: Правилник
  in_force_from: 2020-09-15
  amendments:
    - {version: 2, date: 2021-01-01, text: Промяна, adopted_by: D.1}
calendar:
  - {id: K.1, activity: Дейност, from: 2020-10-01, to: 2020-11-01, serves: R.1, responsible: [А, Б]}
analysis:
  strengths: [Силна страна]
  risks:
    - text: Риск
      items: [OP.1]
monitoring:
  - kind: internal
    date: 2021-02-01
    by: Комисия
    scope: Уроци
    serves: [R.1]
    findings:
      - text: Констатация
        items: [OP.1.1]
        conclusion: Извод
        recommendations:
          - {id: P.1, text: Препоръка}
measures:
  - id: M.1
    kind: corrective
    action: Мярка
    serves: [G.1, OP.1.1, P.1]
    responsible: Директор
    planned: {from: 2020-10-01}
    actual: {to: 2021-01-01}
    resources: 500
    indicator: {text: брой}
    status: done
    proposed: {by: Комисия, date: 2020-10-01}
    approved: {order: 7, date: 2020-10-02}
    adopted_by: D.1
    continues: {year: 2019-2020, id: M.3}
    evidence: [Протокол]
    note: Бележка
requirements:
  R.1: {how: Така, evidence: [Протокол]}
progress:
  - {what: Напредък, by: [Класен], when: на срок, to: Родител, kept_in: дневник}
decisions:
  - {id: D.1, kind: protocol, number: 1, date: 2020-09-14, by: ПС, text: Решение}
acquainted:
  - {name: Георги, position: учител, date: 2020-10-05}
ratings:
  OP.1.1.1:
    level: 3
    evidence: [Протокол]
    note: Бележка
    rated_on: 2021-05-20
    agreed:
      date: 2021-06-10
      protocol: Протокол № 4
  OP.1.1.2: {points: 0.75}
  OP.1.1.3: {count: 7, of: 10}
  OP.1.1.4:
    level: 2
    parts:
      - {count: 1, of: 2}
      - {count: 2, of: 3}
  OP.1.1.5:
    no_evidence: Няма данни
  OP.1.2:
    answers: {1: 4, 2: 11, 3: 60, 4: 75}
    invited: 210
  OP.1.3: 3
"""
