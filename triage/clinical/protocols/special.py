"""Special conditions: bites, burns, heads, malaria, heat, self-harm and others; and the flags.

Each line of the tables names its own document. Nobody is asked about all of this: a line speaks
only where its topic was named, and silence about a topic leaves nothing open.
"""

from datetime import date

from triage.clinical.facts import Facts
from triage.clinical.findings import Findings
from triage.clinical.protocol import Opinion, Protocol, judged
from triage.clinical.protocols import flags, special_illness, special_injury
from triage.clinical.rules import Rule
from triage.clinical.signs import facts_of

NAME = "SPECIAL"
RULES: tuple[Rule, ...] = (*special_injury.RULES, *special_illness.RULES)
SIGNS = special_injury.SIGNS | special_illness.SIGNS | flags.SIGNS

ANTIVENOM_FLAG = "refer_for_antivenom"
RABIES_FLAGS = {"III": "rabies_iii", "II": "rabies_ii", "I": "rabies_i"}


def rabies_category(facts: Facts) -> str | None:
    """Return the category of the exposure, I to III; None where there was none, or not told."""
    categories = special_injury.RABIES_CATEGORIES.items()
    return next((name for name, holds in categories if holds.judge(facts).truth), None)


def special_facts(findings: Findings) -> Facts:
    """Return *findings* in the words of these tables, the same ones at every age."""
    return facts_of(findings, is_child=False)


def opinion_of(facts: Facts) -> Opinion:
    """Return what fires, and what has to be done besides."""
    opinion = judged(NAME, RULES, facts)
    category = rabies_category(facts)
    besides = [RABIES_FLAGS[category]] if category else []
    if special_injury.ANTIVENOM.judge(facts).truth:
        besides.append(ANTIVENOM_FLAG)
    return Opinion(
        level=opinion.level,
        fired=opinion.fired,
        unresolved=opinion.unresolved,
        flags=(*flags.flags_of(facts), *besides),
    )


def judge(findings: Findings) -> Opinion | None:
    """Return what the tables say of *findings*; None where they are silent."""
    opinion = opinion_of(special_facts(findings))
    return opinion if opinion.fired or opinion.unresolved or opinion.flags else None


PROTOCOL = Protocol(
    name=NAME,
    title="Special conditions, isolation and notification",
    version="2026-11",
    source="Several; each line names its own",
    scope="Whoever has the condition that a line names",
    owner="triage project",
    review_by=date(2027, 11, 23),
    rules=RULES,
    judge=judge,
    signs=SIGNS,
)
