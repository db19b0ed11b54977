import pytest

from triage.access import Actor, Role
from triage.care.override import allowed
from triage.clinical.level import Level


def actor(role):
    return Actor(account_id="a", name="A", role=role)


@pytest.mark.parametrize("role", [Role.WORKER, Role.SUPERVISOR])
@pytest.mark.parametrize("now_at", list(Level))
def test_who_is_no_clinician_may_only_raise(role, now_at):
    assert all(level > now_at for level in allowed(actor(role), now_at))
    assert Level.RED in allowed(actor(role), now_at) or now_at is Level.RED


@pytest.mark.parametrize("now_at", list(Level))
def test_a_clinician_may_set_every_other_level_but_undetermined(now_at):
    offered = set(allowed(actor(Role.CLINICIAN), now_at))

    assert offered == set(Level) - {now_at, Level.UNDETERMINED}


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.OVERSIGHT])
def test_who_does_not_care_for_patients_sets_nothing(role):
    assert allowed(actor(role), Level.GREEN) == ()


def test_undetermined_to_green_is_lowering():
    assert Level.GREEN not in allowed(actor(Role.WORKER), Level.UNDETERMINED)
