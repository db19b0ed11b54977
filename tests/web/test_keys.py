from hypothesis import given
from hypothesis import strategies as st

from triage.web.keys import NONCE_BYTES, Form, draft_id, is_genuine, key_hash, new_key

NODE_KEY = b"n" * 32
FORM = Form(session="token", path="/visits/new")
NONCE = bytes(range(NONCE_BYTES))


def test_a_key_is_genuine_for_its_own_form_and_session_only():
    key = new_key(NODE_KEY, FORM, NONCE)

    assert is_genuine(NODE_KEY, FORM, key)
    assert not is_genuine(NODE_KEY, Form(session="other", path=FORM.path), key)
    assert not is_genuine(NODE_KEY, Form(session=FORM.session, path="/line"), key)
    assert not is_genuine(b"o" * 32, FORM, key)


def test_a_key_fits_into_an_address_and_a_page():
    key = new_key(NODE_KEY, FORM, NONCE)

    assert len(key) == 28
    assert key.replace("-", "").replace("_", "").isalnum()


@given(st.text(max_size=60))
def test_no_text_is_a_key_by_chance_and_none_breaks_the_check(text):
    assert not is_genuine(NODE_KEY, FORM, text)


@given(place=st.integers(0, 27), letter=st.sampled_from("ABCabc012-_"))
def test_a_key_changed_anywhere_is_refused(place, letter):
    key = new_key(NODE_KEY, FORM, NONCE)
    changed = key[:place] + letter + key[place + 1 :]

    assert is_genuine(NODE_KEY, FORM, changed) is (changed == key)


def test_a_key_leads_to_one_draft_and_another_to_another():
    one, other = (new_key(NODE_KEY, FORM, bytes([n]) * NONCE_BYTES) for n in (1, 2))

    assert draft_id(NODE_KEY, one) == draft_id(NODE_KEY, one)
    assert draft_id(NODE_KEY, one) != draft_id(NODE_KEY, other)
    assert key_hash(one) != key_hash(other)
