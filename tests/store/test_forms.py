from tests.store.factories import NOW, after
from triage.store.forms import answer, answered, expire


def test_a_form_that_was_not_sent_has_no_answer(connection):
    assert answered(connection, b"key") is None


def test_a_form_sent_again_gets_the_first_answer(connection):
    assert answer(connection, b"key", "/visits/1", NOW) == "/visits/1"
    assert answer(connection, b"key", "/visits/2", after(minutes=1)) == "/visits/1"
    assert answered(connection, b"key") == "/visits/1"
    assert answered(connection, b"other") is None


def test_old_answers_are_deleted(connection):
    answer(connection, b"old", "/1", NOW)
    answer(connection, b"new", "/2", after(days=1))
    assert expire(connection, after(days=1)) == 1
    assert answered(connection, b"new") == "/2"
