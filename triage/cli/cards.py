"""Commands that write documents out of the tables: the protocols' cards, the table of questions."""

from datetime import date
from pathlib import Path

import click

from triage.clinical.age import Age, age_from
from triage.clinical.complaints import Audience, offered_to
from triage.clinical.findings import Findings, Sex
from triage.clinical.library import LIBRARY
from triage.clinical.protocol import Protocol
from triage.intake import further
from triage.intake.fields import ASKED_VITALS, GROUPS
from triage.wording.cards import Speech, card_of
from triage.wording.complaints import COMPLAINTS
from triage.wording.criteria import plain_number
from triage.wording.fields import name_text

WRITTEN = "<!-- Written by `triage protocols cards`. -->"
COUNTED = "<!-- Written by `triage protocols questions`. -->"
PATIENTS: dict[str, Findings] = {
    "baby of 20 days": Findings(age=age_from(days=20) or Age()),
    "child of 3 years": Findings(age=age_from(years=3) or Age(), sex=Sex.MALE),
    "child of 8 years": Findings(age=age_from(years=8) or Age(), sex=Sex.MALE),
    "adult": Findings(age=age_from(years=30) or Age(), sex=Sex.FEMALE, pregnant=False),
    "pregnant": Findings(age=age_from(years=30) or Age(), sex=Sex.FEMALE, pregnant=True),
}
"""One patient of each age group, of whom nothing else is known."""


def card_text(protocol: Protocol) -> str:
    """Return the card of *protocol* as Markdown, in English; its dates tell nothing of today."""
    speech = Speech(translate=str, number=plain_number, day=date.isoformat)
    card = card_of(protocol, speech, protocol.review_by)
    lines = [WRITTEN, "", f"# {card.title} ({card.name})", "", *(f"- {one}" for one in card.facts)]
    if card.points:
        lines += ["", "## Points", "", *(f"- {one}" for one in card.points)]
    lines += ["", "## Rules", "", "| id | level | rule | limits | source |"]
    lines += ["| --- | --- | --- | --- | --- |"]
    for rule in card.rules:
        cells = (rule.id, rule.level.name, rule.text, rule.limits, rule.source)
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def question_table() -> str:
    """Return which questions each complaint opens in each age group, and the taps they cost.

    A tap is one answer: "none of these", a choice, or a number. The four groups of the chart and
    the five measurements come besides.
    """
    lines = [
        COUNTED,
        "",
        "# Further questions by complaint and age group",
        "",
        f"Every visit has {len(GROUPS)} groups of signs and {len(ASKED_VITALS)} measurements.",
        f"Besides, a complaint opens at most {further.MOST} further questions. Each is one tap.",
        "",
        "| complaint | patient | taps | further questions |",
        "| --- | --- | --- | --- |",
    ]
    for code, label in COMPLAINTS.items():
        for patient, known in PATIENTS.items():
            if code not in offered_to(Audience(age=known.age, sex=known.sex)):
                continue
            asked = further.opened(with_complaint(known, code))
            names = ", ".join(name_text(one.name, str) for one in asked)
            lines.append(f"| {code} {label} | {patient} | {len(asked)} | {names} |")
    return "\n".join(lines) + "\n"


def with_complaint(known: Findings, code: str) -> Findings:
    """Return *known* with one complaint."""
    return Findings(age=known.age, sex=known.sex, pregnant=known.pregnant, complaints=(code,))


@click.command("cards")
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
def cards_command(directory: Path) -> None:
    """Write the card of every protocol into DIRECTORY, as Markdown."""
    directory.mkdir(parents=True, exist_ok=True)
    for name, protocol in LIBRARY.items():
        (directory / f"{name.lower()}.md").write_text(card_text(protocol), encoding="utf-8")


@click.command("questions")
def questions_command() -> None:
    """Print which further questions each complaint opens in each age group."""
    click.echo(question_table(), nl=False)
