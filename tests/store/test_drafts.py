from dataclasses import replace
from datetime import timedelta

import pytest

from tests.store.factories import NOW, after
from triage.clinical.level import Level
from triage.store.accounts import NewAccount, create_account
from triage.store.drafts import KEPT_FOR, Draft, delete, expire, get, of_account, save

DRAFT_ID = "6e7c6f6e-0000-4000-8000-000000000001"


@pytest.fixture
def accounts(connection):
    def make(name):
        new = NewAccount(name=name, role="worker", pin_hash="hash", language="en")
        return create_account(connection, new, now=NOW).id

    return [make(name) for name in "ab"]


@pytest.fixture
def draft(connection, accounts):
    made = Draft(
        id=DRAFT_ID,
        account_id=accounts[0],
        step="vitals",
        words={"full_name": ["សុខ"], "present": ["headache", "wheezing"], "hr": [""]},
        created_at=NOW,
        changed_at=NOW,
    )
    save(connection, made)
    return made


def test_everything_typed_is_kept(connection, draft):
    assert get(connection, draft.id, draft.account_id, NOW) == draft


def test_a_draft_is_saved_over_the_older_one_and_keeps_its_beginning(connection, draft):
    later = replace(
        draft,
        words={"hr": ["120"]},
        step="signs",
        level=Level.RED,
        code="234-56D",
        created_at=after(minutes=3),
        changed_at=after(minutes=3),
    )
    save(connection, later)
    assert of_account(connection, draft.account_id, NOW) == (replace(later, created_at=NOW),)


def test_a_draft_belongs_to_one_person(connection, draft, accounts):
    theirs = accounts[1]
    assert get(connection, draft.id, theirs, NOW) is None
    assert of_account(connection, theirs, NOW) == ()
    save(connection, replace(draft, account_id=theirs, words={}))
    delete(connection, draft.id, theirs)
    assert get(connection, draft.id, draft.account_id, NOW) == draft


def test_a_deleted_draft_is_gone(connection, draft):
    delete(connection, draft.id, draft.account_id)
    assert get(connection, draft.id, draft.account_id, NOW) is None


def test_the_draft_changed_last_comes_first(connection, draft):
    newer = replace(draft, id="2", changed_at=after(minutes=1))
    save(connection, newer)
    assert of_account(connection, draft.account_id, NOW) == (newer, draft)


@pytest.mark.parametrize(
    ("age", "is_kept"),
    [(KEPT_FOR - timedelta(milliseconds=1), True), (KEPT_FOR, False), (timedelta(days=8), False)],
)
def test_a_draft_expires_seven_days_after_its_last_change(connection, draft, age, is_kept):
    assert timedelta(days=7) == KEPT_FOR
    now = NOW + age
    assert (get(connection, draft.id, draft.account_id, now) is not None) == is_kept
    assert bool(of_account(connection, draft.account_id, now)) == is_kept
    assert expire(connection, now) == (0 if is_kept else 1)
