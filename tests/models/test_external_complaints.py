import pandas as pd
import pytest

from models.training import external_complaints
from models.training.complaints import FLAG_NAMES
from triage.clinical.complaint_groups import GROUPS


def told(cohort, text):
    row = external_complaints.flags(cohort, pd.Series([text])).iloc[0]
    return {name.removeprefix("complaint_") for name in FLAG_NAMES if row[name] == 1}


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("ant. chest pain", {"28"}),
        ("pain, chest", {"28"}),
        ("Abd. pain", {"37"}),
        ("fever, dyspnea", {"10", "20"}),
        ("Lt flank pain", {"47"}),
        ("something else", set()),
    ],
)
def test_free_text_sets_the_groups_whose_words_it_holds(text, groups):
    assert told("ktas_korea", text) == groups


@pytest.mark.parametrize("cohort", external_complaints.FEVER_COHORTS)
def test_everybody_in_a_fever_cohort_has_fever(cohort):
    assert told(cohort, "Multiorgan") == {"10"}


def test_only_groups_of_the_model_are_looked_for():
    assert set(external_complaints.WORDS) <= set(GROUPS)
