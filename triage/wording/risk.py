"""What the risk model said, in words; a probability is never shown."""

from collections.abc import Iterable, Sequence

from triage.clinical.complaint_groups import group_of
from triage.clinical.features import flagged_group
from triage.wording import N_, Translate
from triage.wording.complaints import COMPLAINTS

BANDS = {
    "low": N_("low risk"),
    "raised": N_("raised risk"),
    "high": N_("high risk"),
}

RAISED = N_("The model raised the level.")
NOT_RAISED = N_("The model did not raise the level.")
UNSURE = N_("The model is not sure.")
ABSTAINS = N_("The model gives no opinion:")
UNAVAILABLE = N_("The model is not available. The level follows the rules alone.")

ABSTENTIONS = {
    "age_unknown": N_("the age is not known"),
    "age_under_12": N_("it does not know children under 12"),
    "few_vitals": N_("too few measurements"),
    "complaint": N_("it does not know this problem"),
}
OUTSIDE_RANGE = N_("{feature} is outside what it has learned from")

FEATURES = {
    "age_years": N_("age"),
    "male": N_("sex"),
    "temp_c": N_("temperature"),
    "hr": N_("pulse"),
    "rr": N_("breathing"),
    "sbp": N_("upper blood pressure"),
    "dbp": N_("lower blood pressure"),
    "spo2": N_("oxygen"),
}


OTHER_PROBLEM = N_("the problem")


def feature_text(feature: str, translate: Translate, complaints: Sequence[str] = ()) -> str:
    """Return the word for one input of the model; *feature* itself if it has none.

    A complaint reads as its own label. Several share one input: of those, the ones that the
    patient has (*complaints*, by code) are named.
    """
    group = flagged_group(feature)
    if group is None:
        return translate(FEATURES[feature]) if feature in FEATURES else feature
    told = [code for code in complaints if group_of(code) == group] or [group]
    labels = dict.fromkeys(COMPLAINTS.get(code, OTHER_PROBLEM) for code in told)
    return ", ".join(translate(label) for label in labels)


def abstention_texts(reasons: Iterable[str], translate: Translate) -> tuple[str, ...]:
    """Return one phrase for each reason why the model abstains, in their order."""
    return tuple(_abstention_text(reason, translate) for reason in reasons)


def _abstention_text(reason: str, translate: Translate) -> str:
    if reason in ABSTENTIONS:
        return translate(ABSTENTIONS[reason])
    return translate(OUTSIDE_RANGE).format(feature=feature_text(reason, translate))
