"""Decisions and people in words, in the reader's language."""

from datetime import date

from triage.clinical.age import Age
from triage.clinical.decision import Decision, Risk
from triage.clinical.findings import Findings, NotMeasured
from triage.clinical.library import LIBRARY
from triage.clinical.plausibility import judge
from triage.exchange.record import fired_words
from triage.i18n import Language
from triage.intake.fields import ASKED_VITALS
from triage.intake.problems import Notice
from triage.store.visits import PatientRow
from triage.wording import N_
from triage.wording.cards import is_past
from triage.wording.criteria import reason_text
from triage.wording.fields import AGE_GROUPS, NOT_MEASURED, SEX, YES_NO, name_text
from triage.wording.pages import NEEDS_REVIEW_NOW, PROVISIONAL
from triage.wording.problems import notice_text
from triage.wording.risk import (
    ABSTAINS,
    BANDS,
    NOT_RAISED,
    RAISED,
    UNAVAILABLE,
    UNSURE,
    abstention_texts,
    feature_text,
)

MOST_REASONS = 3
MOST_FEATURES = 3
MOST_GAPS = 3
ADULT_YEARS = 12
NOT_MEASURED_TEXT = N_("Not measured: {names}")
NOT_ASKED_TEXT = N_("Not asked: {names}")
MODEL_TEXT = N_("Model: {band}.")
WEIGHED_TEXT = N_("What weighed most: {names}")
OUTDATED = N_("Past the day to look again at: {names}")
SEPARATOR = ", "


def reasons(decision: Decision, words: Language, most: int | None = None) -> tuple[str, ...]:
    """Return why the floor is what it is, the most urgent first, each sentence once."""
    texts = (
        reason_text(fired_words(one), words.gettext, words.number) for one in decision.floor.fired
    )
    return tuple(dict.fromkeys(texts))[:most]


def marks(decision: Decision, words: Language) -> tuple[str, ...]:
    """Return what must be said beside the level: provisional, a look is needed now."""
    said = []
    if decision.provisional:
        said.append(words.gettext(PROVISIONAL))
    if decision.floor.needs_review_now:
        said.append(words.gettext(NEEDS_REVIEW_NOW))
    return tuple(said)


def outdated(decision: Decision, today: date, words: Language) -> tuple[str, ...]:
    """Return that protocols of *decision* should have been looked at again before *today*."""
    fired = {one.protocol for one in decision.floor.fired}
    old = [name for name, one in LIBRARY.items() if name in fired and is_past(one, today)]
    return (words.gettext(OUTDATED).format(names=SEPARATOR.join(old)),) if old else ()


def gaps(
    decision: Decision, findings: Findings, words: Language, *, in_full: bool
) -> tuple[str, ...]:
    """Return what was not measured, with the reason, and what was not asked.

    Unless *in_full*, more than three signs are only counted.
    """
    measured = findings.vitals.measured()
    vitals = [name for name in ASKED_VITALS if name not in measured]
    asked = [name for name in decision.floor.missing if name not in ASKED_VITALS]
    said = []
    if vitals:
        names = SEPARATOR.join(_missing(name, findings, words) for name in vitals)
        said.append(words.gettext(NOT_MEASURED_TEXT).format(names=names))
    if asked:
        said.append(_not_asked(asked, words, in_full=in_full))
    return tuple(said)


def to_confirm(findings: Findings, words: Language) -> tuple[str, ...]:
    """Return which measurements were used although they are unusual, to be looked at again."""
    said = []
    for name, value in findings.vitals.measured().items():
        if isinstance(value, bool | str):
            continue
        if judge(name, float(value), findings.age, unit_is_known=True).action == "warn":
            notice = Notice(field=name, code="warn", given=words.number(value), value=value)
            said.append(notice_text(notice, words.gettext))
    return tuple(said)


def _not_asked(signs: list[str], words: Language, *, in_full: bool) -> str:
    names = tuple(dict.fromkeys(name_text(name, words.gettext) for name in signs))
    if in_full or len(names) <= MOST_GAPS:
        return words.gettext(NOT_ASKED_TEXT).format(names=SEPARATOR.join(names))
    text = words.ngettext("Not asked: {count} sign", "Not asked: {count} signs", len(names))
    return text.format(count=len(names))


def _missing(name: str, findings: Findings, words: Language) -> str:
    label = name_text(name, words.gettext)
    why: NotMeasured | None = findings.not_measured.get(name)
    return label if why is None else f"{label} ({words.gettext(NOT_MEASURED[why])})"


def model_text(risk: Risk | None, words: Language, *, raised: bool) -> str:
    """Return the model's part, apart from the rules; never a number."""
    if risk is None:
        return words.gettext(UNAVAILABLE)
    if risk.band is None:
        said = SEPARATOR.join(abstention_texts(risk.outside_experience, words.gettext))
        return f"{words.gettext(ABSTAINS)} {said}"
    parts = [
        words.gettext(MODEL_TEXT).format(band=words.gettext(BANDS[risk.band])),
        words.gettext(RAISED if raised else NOT_RAISED),
    ]
    # By itself "not sure" is true of three patients in four, and would soon be read by nobody.
    if risk.unsure and raised:
        parts.append(words.gettext(UNSURE))
    return " ".join(parts)


def weighed_text(risk: Risk | None, findings: Findings, words: Language) -> str:
    """Return which findings raised the model's estimate most, "" if none did."""
    if risk is None or risk.band is None:
        return ""
    raising = [name for name, odds in risk.contributions.items() if odds > 0]
    raising.sort(key=lambda name: -risk.contributions[name])
    if not raising:
        return ""
    names = SEPARATOR.join(_weighed(name, findings, words) for name in raising[:MOST_FEATURES])
    return words.gettext(WEIGHED_TEXT).format(names=names)


def _weighed(name: str, findings: Findings, words: Language) -> str:
    """Return what the model's input *name* is called, with what was measured."""
    label = feature_text(name, words.gettext, findings.complaints)
    value = findings.vitals.measured().get(name)
    if value is None or isinstance(value, bool | str):
        return label
    return f"{label} {words.number(value)}"


def person_text(patient: PatientRow | None, findings: Findings, words: Language) -> str:
    """Return name, sex and age as far as known, for a line of text."""
    name = patient.full_name if patient else ""
    parts = [name, words.gettext(SEX[findings.sex]), age_text(findings.age, words)]
    return SEPARATOR.join(part for part in parts if part)


def age_text(age: Age, words: Language) -> str:
    """Return an age in the unit that matters, or adult or child; "" when nothing is known."""
    certain = {
        unit: getattr(age, unit).low
        for unit in ("years", "months", "days")
        if getattr(age, unit).low == getattr(age, unit).high
    }
    if certain or not age.is_known:
        return words.age(**certain)
    group = "adult" if age.years.low >= ADULT_YEARS else "child"
    return words.gettext(AGE_GROUPS[group])


def yes_or_no(answer: bool, words: Language) -> str:
    """Return *answer* in the reader's language."""
    text = YES_NO["yes"] if answer else YES_NO["no"]
    return words.gettext(text)
