"""Which further questions a patient is asked, beside the signs of the chart and the measurements.

A complaint opens questions and never sets a level. At most four are asked on the way; every other
one is found under its topic.
"""

from collections.abc import Iterable

from triage.clinical.age import ADULT_YEARS, OLDEST_YEARS, YOUNG_INFANT_DAYS, Span
from triage.clinical.facts import FERTILE_YEARS
from triage.clinical.findings import Findings, Sex
from triage.clinical.protocols.iitt import chart_name
from triage.clinical.signs import UNDER_5_MONTHS
from triage.intake.fields import signs_asked
from triage.intake.questions import NARROWER, QUESTIONS, Band, Kind, Question

MOST = 4
"""Questions on one visit's way: more are not answered carefully beside a waiting line."""
FIVE_YEARS = 5
BY_NAME: dict[str, Question] = {one.name: one for one in QUESTIONS}
TOPICS: tuple[str, ...] = tuple(dict.fromkeys(one.topic for one in QUESTIONS))
GROUPS: dict[str, Question] = {n: one for n, one in BY_NAME.items() if one.kind is Kind.GROUP}
SINGLE_SIGNS: tuple[str, ...] = tuple(n for n, one in BY_NAME.items() if one.kind is Kind.SIGN)
FIELD_NAMES: tuple[str, ...] = tuple(n for n, one in BY_NAME.items() if one.kind is Kind.FIELD)


def bands(findings: Findings) -> frozenset[Band]:
    """Return every band that the patient is in or, as far as is known, may be in."""
    age = findings.age
    may_be = {
        Band.INFANT: age.days.low <= YOUNG_INFANT_DAYS,
        Band.CHILD: age.months.low < UNDER_5_MONTHS and age.days.high > YOUNG_INFANT_DAYS,
        Band.OLDER: age.years.meets(Span(FIVE_YEARS, ADULT_YEARS - 1)),
        Band.ADULT: age.years.meets(Span(ADULT_YEARS, OLDEST_YEARS)),
        Band.WOMAN: _may_be_mother(findings),
        Band.PREGNANT: bool(findings.pregnant),
    }
    return frozenset(band for band, holds in may_be.items() if holds)


def _may_be_mother(findings: Findings) -> bool:
    if findings.pregnant or findings.postpartum_days is not None:
        return True
    return findings.sex is not Sex.MALE and findings.age.years.meets(FERTILE_YEARS)


def boxes(question: Question, findings: Findings) -> tuple[str, ...]:
    """Return the check boxes of a group for this patient: none that the chart asks for anyway."""
    mine = bands(findings)
    charted = signs_asked(chart_name(findings.age), could_be_pregnant=True).values()
    on_chart = frozenset[str]().union(*charted)
    return tuple(
        sign for sign in question.signs if sign not in on_chart and NARROWER.get(sign, mine) & mine
    )


def _fits(question: Question, findings: Findings) -> bool:
    if not question.only & bands(findings):
        return False
    return question.kind is not Kind.GROUP or bool(boxes(question, findings))


def opened(findings: Findings, *, is_red: bool = False) -> tuple[Question, ...]:
    """Return the questions that what is known opens, the most dangerous first, four at most.

    Args:
        findings: what is known so far.
        is_red: the patient is RED already, and only what changes the first aid is still asked.
    """
    mine, told = bands(findings), frozenset(findings.complaints)
    found = (
        one
        for one in QUESTIONS
        if (one.complaints & told or one.seen & findings.present or one.always & _sure(findings))
        and one.only & mine
        and (one.at_red or not is_red)
        and _fits(one, findings)
    )
    return tuple(found)[:MOST]


def _sure(findings: Findings) -> frozenset[Band]:
    """Return the bands that the patient is certainly in."""
    age = findings.age
    sure = bands(findings)
    if age.days.high > YOUNG_INFANT_DAYS:
        sure -= {Band.INFANT}
    return sure


def topics(findings: Findings) -> tuple[str, ...]:
    """Return the topics that have a question for this patient."""
    return tuple(topic for topic in TOPICS if of_topic(topic, findings))


def of_topic(topic: str, findings: Findings) -> tuple[Question, ...]:
    """Return every question of *topic* for this patient."""
    return tuple(one for one in QUESTIONS if one.topic == topic and _fits(one, findings))


def named(names: Iterable[str]) -> tuple[Question, ...]:
    """Return the questions called *names*, in the order of the table; other words are passed."""
    wanted = set(names)
    return tuple(one for one in QUESTIONS if one.name in wanted)
