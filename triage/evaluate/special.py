"""The special conditions alone: levels, flags and categories."""

from collections.abc import Mapping
from typing import Any

from triage.clinical.facts import FIVE, Facts
from triage.clinical.findings import Findings
from triage.clinical.level import Level
from triage.clinical.protocol import Opinion
from triage.clinical.protocols import special, special_illness
from triage.clinical.rules import Said
from triage.evaluate.reading import Vocabulary, read, refused
from triage.exchange.record import Words
from triage.intake.problems import Code

NOTHING = "none"
EXPOSURE_OF = {"I": "lick_intact_skin", "II": "scratch_no_bleeding", "III": "bite_through_skin"}
"""An exposure of the category, where only the category is given. Source: WHO rabies 2018."""
FLAGS = {
    "tb_flag": "F_TB",
    "measles_flag": "F_MEASLES",
    "cholera_flag": "F_CHOLERA",
    "diphtheria_flag": "F_DIPHTHERIA",
    "meningitis_flag": "F_MENINGITIS",
    "afp_flag": "F_AFP",
    "sari_flag": "F_SARI",
    "antivenom_referral": special.ANTIVENOM_FLAG,
}
MENINGITIS_LEVEL = Level.RED
"""Project policy P22; in a decision other tables give it."""
HEAD = "HEAD_"
NAMED_OTHERWISE = {
    "breathing_trouble": "some_respiratory_distress",
    "convulsions_2_in_24h": "seizures",
    "extreme_agitation": "agitation",
    "focal_deficit": "acute_focal_neuro",
    "impaired_consciousness": "altered_mental_status",
    "weakness": "acute_general_weakness",
}
ON_OTHER_CHARTS = (
    "fever",
    "snake_bite",
    "stiff_neck",
    "lethargy",
    "recent_fainting",
    "respiratory_distress",
    "stridor",
    "unresponsive",
    "weak_fast_pulse",
    "wheezing",
)
APART = {
    "head_injury",
    "heat_exposure",
    "hiv",
    "needs_admission",
    "outbreak_declared",
    "self_harm_plan",
    "distressed_or_silent",
    *special_illness.FAST,
}
"""Answers of their own keys; "all others absent" does not speak of them."""
VOCABULARY = Vocabulary(
    signs={name: name for name in (*sorted(special.SIGNS - APART), *ON_OTHER_CHARTS)}
    | NAMED_OTHERWISE,
    flags={
        "calm": "distressed_or_silent",
        "head_injury": "head_injury",
        "heat_exposure": "heat_exposure",
        "hiv": "hiv",
        "needs_admission": "needs_admission",
        "outbreak": "outbreak_declared",
        "plan": "self_harm_plan",
    },
    numbers={"hours_since": "hours_since_injury", "onset_days": "illness_days"},
    lists={
        "fast": {name: name for name in special_illness.FAST},
        "cns": {
            "confusion": "altered_mental_status",
            "seizure": "seizures",
            "coma": "unresponsive",
        },
    },
)


def evaluate(words: Mapping[str, Any]) -> Words:
    """Return what the tables say."""
    category = words.get("rabies_category")
    if category is not None and category not in EXPOSURE_OF:
        return refused("rabies_category", Code.NOT_A_CHOICE, category)
    return read(VOCABULARY.canonical(_plain(words)), _special)


def _plain(words: Mapping[str, Any]) -> dict[str, Any]:
    """Return *words* with calm as its opposite, cns as a list and the category as an exposure."""
    plain = dict(words)
    if isinstance(plain.get("calm"), bool):
        plain["calm"] = not plain["calm"]
    if "cns" in plain:
        told = plain["cns"]
        plain["cns"] = [] if told == NOTHING else [told]
        if told is None:
            del plain["cns"]
    category = plain.pop("rabies_category", None)
    if category is not None:
        plain.setdefault("exposure", EXPOSURE_OF[category])
    return plain


def _special(findings: Findings) -> Words:
    facts = special.special_facts(findings)
    opinion = special.opinion_of(facts)
    category = special.rabies_category(facts)
    words: Words = {
        "level": _level(opinion, category),
        "fired": [one.id for one in opinion.fired],
        "rabies_category": category,
        "wash_wound": category is not None,
        "fast_positive": any(one.id == "ST_FAST" for one in opinion.fired),
        "severe_malaria": any(one.id == "MAL_SEVERE" for one in opinion.fired),
        "diagnosis_flag": _heat(facts, opinion),
    }
    words |= {key: flag in opinion.flags for key, flag in FLAGS.items()}
    if Said("head_injury").judge(facts).truth:
        levels = [one.level for one in opinion.fired if one.id.startswith(HEAD)]
        words["head_injury_level"] = max(levels).name if levels else NOTHING
    return words


def _level(opinion: Opinion, category: str | None) -> str:
    """Return the level; "none" where nothing that was told asks for one."""
    levels = [one.level for one in opinion.fired]
    if FLAGS["meningitis_flag"] in opinion.flags:
        levels.append(MENINGITIS_LEVEL)
    if levels:
        return max(levels).name
    if category is not None:
        return Level.GREEN.name
    return Level.UNDETERMINED.name if opinion.unresolved else NOTHING


def _heat(facts: Facts, opinion: Opinion) -> str | None:
    """Return the name of the heat illness; exhaustion only where the brain was looked at."""
    fired = {one.id for one in opinion.fired}
    if "H_STROKE" in fired:
        return "heat_stroke"
    brain = special_illness.BRAIN_AFFECTED.judge(facts)
    was_asked = brain.truth is False or brain.open <= frozenset(FIVE)
    return "heat_exhaustion" if "H_EXHAUSTION" in fired and was_asked else None
