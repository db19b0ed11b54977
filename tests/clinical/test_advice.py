"""What to do now: the level first, then every criterion that fired, the most urgent first."""

import pytest

from triage.clinical.advice import (
    FOR_CRITERION,
    FOR_DISCRIMINATOR,
    FOR_FLAG,
    FOR_SPECIAL,
    MOST_LINES,
    advise,
)
from triage.clinical.decision import Fired
from triage.clinical.findings import Findings
from triage.clinical.level import Level


def fired(name: str) -> Fired:
    return Fired(
        id=name, protocol="IITT", level=Level.RED, group="other", value=name, threshold="present"
    )


def test_the_level_comes_first_and_every_criterion_before_any_second_line():
    codes = advise(Level.RED, [fired("A_R_STRIDOR"), fired("A_R_HEAVY_BLEEDING")], Findings())
    assert codes == ("red_now", "airway_stridor", "heavy_bleeding", "choking")


def test_what_is_special_to_a_pregnancy_comes_before_the_general():
    codes = advise(Level.RED, [fired("A_R_CONVULSIONS"), fired("A_R_PREG_SEIZURE_AMS")], Findings())
    assert codes == ("red_now", "eclampsia", "convulsion")


def test_nothing_is_said_twice():
    codes = advise(Level.RED, [fired("A_R_CRT"), fired("A_R_WEAK_FAST_PULSE")], Findings())
    assert codes == ("red_now", "shock")


def test_pain_over_fifty_is_advised_by_where_it_hurts():
    belly = Findings(present=frozenset({"acute_abdominal_pain"}))
    codes = advise(Level.RED, [fired("A_R_CHEST_ABDO_PAIN_OVER50")], belly)
    assert codes == ("red_now", "abdominal_pain_over50")


def test_no_criterion_has_more_lines_than_are_read():
    for table in (FOR_CRITERION, FOR_DISCRIMINATOR, FOR_SPECIAL, FOR_FLAG):
        assert max(map(len, table.values())) == MOST_LINES


def test_what_a_flag_asks_for_follows_what_fired_and_precedes_any_second_line():
    codes = advise(Level.RED, [fired("A_R_STRIDOR")], Findings(), ["F_DIPHTHERIA"])
    assert codes == ("red_now", "airway_stridor", "separate_mask", "choking", "tell_surveillance")


def test_care_at_home_is_explained_only_to_somebody_who_is_green():
    assert "dengue_home" in advise(Level.GREEN, [], Findings(), ["dengue_group_a"])
    for level in set(Level) - {Level.GREEN}:
        assert "dengue_home" not in advise(level, [], Findings(), ["dengue_group_a"])


@pytest.mark.parametrize(
    ("criterion", "code"),
    [
        ("E_COMA", "unresponsive"),
        ("SATS_A_SEIZURE_CURRENT", "convulsion"),
        ("SATS_C_SEVERE_RESPIRATORY_DISTRESS", "resp_distress"),
        ("IMCI_SEVERE_DEHYDRATION", "child_dehydration"),
        ("YI_FEEDING", "newborn"),
        ("OB_PPH", "pph"),
        ("OB_FIT", "eclampsia"),
        ("HYPOTENSION_SHOCK", "shock"),
        ("C_Y_PROPHYLAXIS", "animal_bite"),
        ("C_V_TEMP", "fever_child"),
    ],
)
def test_every_protocol_leads_to_the_same_first_aid(criterion, code):
    assert code in advise(Level.RED, [fired(criterion)], Findings())


def test_a_criterion_without_first_aid_of_its_own_leaves_that_of_the_level():
    assert advise(Level.ORANGE, [fired("SOMETHING_NEW")], Findings()) == ("orange_soon",)
