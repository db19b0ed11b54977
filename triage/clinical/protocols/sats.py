"""SATS, the South African Triage Scale: discriminators, then TEWS; the more urgent counts.

Source: SATS training manual 2012 (the current charts of EMSSA may differ). Nobody is ever BLUE
here: that somebody is dead is for a doctor to say (project policy P12).
"""

from collections.abc import Mapping
from datetime import date

from triage.clinical.decision import Fired, Score
from triage.clinical.facts import Facts
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.protocol import Opinion, Protocol, judged
from triage.clinical.protocols import sats_adult, sats_child, tews
from triage.clinical.protocols.tews import Chart, Tews
from triage.clinical.rules import Never, Rule
from triage.clinical.signs import facts_of

NAME = "SATS"

SIGNS = frozenset(
    {
        "abdominal_trauma",
        "apnoea",
        "burn_chemical",
        "burn_electrical",
        "cardiac_arrest",
        "closed_fracture",
        "coughing_blood",
        "crying_without_tears",
        "dislocation_finger_toe",
        "dislocation_large_joint",
        "drinks_eagerly_thirsty",
        "eye_injury",
        "haemorrhage_controlled",
        "inconsolable_crying",
        "ketonuria",
        "known_diabetes_unwell",
        "less_urine",
        "moderate_pain",
        "not_breathing",
        "obstructed_breathing",
        "oedema_both_feet",
        "persistent_vomiting",
        "purpuric_rash",
        "slow_skin_pinch",
        "some_respiratory_distress",
        "stabbed_neck",
        "visible_severe_wasting",
        "vomiting_fresh_blood",
    }
)

TEWS_ID = {level: f"TEWS_{level.name}" for _, level in tews.COLOURS}
TEWS_RULES = tuple(
    Rule(
        id=TEWS_ID[level],
        level=level,
        group="general",
        source=tews.SOURCE,
        condition=Never(),
    )
    for _, level in tews.COLOURS
)
"""For the printed card; the points decide, not a condition."""


def tables_for(charts: tuple[Chart, ...]) -> list[tuple[bool, tuple[Rule, ...]]]:
    """Return the discriminators of *charts*, with True for those of children."""
    tables = []
    if charts[0] is not Chart.ADULT:
        tables.append((True, sats_child.RULES))
    if charts[-1] is Chart.ADULT:
        tables.append((False, sats_adult.RULES))
    return tables


def codes_for(charts: tuple[Chart, ...]) -> Mapping[str, Level]:
    """Return the level of each discriminator on *charts*, by its own code; of two the higher."""
    levels: dict[str, Level] = {}
    for _, table in tables_for(charts):
        for rule in table:
            code = rule.id.removeprefix(sats_adult.PREFIX).removeprefix(sats_child.PREFIX).lower()
            levels[code] = max(rule.level, levels.get(code, rule.level))
    return levels


def judge(findings: Findings) -> Opinion | None:
    """Return what SATS says of *findings*; None where it has nothing to go by.

    Where the age leaves the chart open, discriminators of every possible chart count (P7), and of
    the scores the least: what only one age would make dangerous is unresolved.
    """
    charts = tews.charts_for(findings.age, findings.vitals.height_cm)
    seen = [
        (facts_of(findings, is_child=is_child), table) for is_child, table in tables_for(charts)
    ]
    discriminators = [judged(NAME, table, facts) for facts, table in seen]
    result = score_of(seen[-1][0], charts)
    points = _points(result)
    fired = tuple(one for opinion in discriminators for one in opinion.fired) + points
    unresolved = tuple(one for opinion in discriminators for one in opinion.unresolved)
    if result.points:
        unresolved += tuple(f"{tews.NAME}.{name}" for name in result.missing)
    if not (result.points or fired or unresolved):
        return None
    total = Score(points=result.total, complete=not result.missing)
    return Opinion(
        level=max((one.level for one in fired), default=None),
        fired=fired,
        unresolved=unresolved,
        scores={tews.NAME: total} if result.points else {},
    )


def score_of(facts: Facts, charts: tuple[Chart, ...]) -> Tews:
    """Return the score of *facts*; the least of several *charts*."""
    return tews.least(tews.inputs_of(facts), charts)


def _points(result: Tews) -> tuple[Fired, ...]:
    """Return the criterion that the score meets, if any."""
    if result.level is None:
        return ()
    least = next(points for points, level in tews.COLOURS if level is result.level)
    return (
        Fired(
            id=TEWS_ID[result.level],
            protocol=NAME,
            level=result.level,
            group="general",
            value=result.total,
            threshold=f">= {least}",
        ),
    )


PROTOCOL = Protocol(
    name=NAME,
    title="South African Triage Scale",
    version="2012",
    source="SATS training manual 2012, Western Cape Government, EMSSA and SATG; read in three"
    " transcriptions that agree, not in the manual itself",
    scope="Everybody; adult chart over 12 years or taller than 150 cm, two charts for children",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=(*sats_adult.RULES, *sats_child.RULES, *TEWS_RULES),
    judge=judge,
    signs=SIGNS,
)
