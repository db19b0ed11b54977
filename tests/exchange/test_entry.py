"""Entries as bytes: the layout, the chain without content, ids, and exact numbers."""

import hashlib
import hmac
from itertools import combinations
from uuid import UUID

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.exchange import cbor
from triage.exchange.entry import (
    ABSENT,
    COMPARTMENTS,
    CONTEXT,
    Header,
    Kind,
    Place,
    commitments,
    compartment_salt,
    derived_id,
    entry_hash,
    entry_salt,
    first_hash,
    packed,
    recorded_of,
    seal,
    unpacked,
)

KEY = bytes(range(16))
PLACE = Place(node=7, epoch=2, lane=1, seq=65)
WORDS = st.dictionaries(st.text(), st.integers(-(2**63), 2**63) | st.text(), max_size=4)
CONTENTS = st.dictionaries(st.sampled_from(COMPARTMENTS), WORDS.map(cbor.encode))


def header(recorded, place=PLACE, **other):
    return Header(place=place, kind=Kind.VISIT_RECORDED, recorded=frozenset(recorded), **other)


def test_an_outsider_computes_the_same_hash_from_the_description_alone():
    """Written from the docstring of entry.py with hashlib, hmac and cbor2, and nothing of ours."""
    contents = {
        "context": {"wall_ms": 1, "hlc": 65536, "clock": "unknown", "actor": None, "subjects": {}},
        "clinical": {"findings": {"temp_c_tenths": 372}},
    }
    salt = hmac.new(KEY, (65).to_bytes(8, "big"), "sha256").digest()[:16]

    def commit(name):
        if name not in contents:
            return bytes(16)
        key = hmac.new(salt, name.encode(), "sha256").digest()[:16]
        return hashlib.sha256(key + cbor2.dumps(contents[name], canonical=True)).digest()[:16]

    start = hashlib.sha256(cbor2.dumps([7, 2, 1], canonical=True)).digest()
    head = cbor2.dumps([7, 2, 1, 65, "visit.recorded", 1, 0b00100, None], canonical=True)
    rest = b"".join(commit(n) for n in ("identity", "contact", "clinical", "decision", "note"))
    expected = hashlib.sha256(start + head + commit("context") + rest).digest()

    encoded = {name: cbor.encode(words) for name, words in contents.items()}
    sealed = seal(header({"clinical"}), encoded, KEY, first_hash(7, 2, 1))
    assert sealed.hash == expected


@given(st.lists(CONTENTS, min_size=1, max_size=5))
def test_the_chain_verifies_whatever_compartments_are_dropped(entries):
    previous = first_hash(7, 2, 1)
    for seq, contents in enumerate(entries, start=1):
        place = Place(node=7, epoch=2, lane=1, seq=seq)
        about = header(contents, place)
        full = seal(about, {CONTEXT: b"\xa0", **contents}, KEY, previous)
        for size in range(len(contents) + 1):
            for kept in combinations(contents, size):
                recomputed = commitments(KEY, seq, {n: contents[n] for n in kept})
                received = {
                    n: recomputed[n] if n in kept else c for n, c in full.commitments.items()
                }
                assert entry_hash(previous, about, received) == full.hash
        previous = full.hash


@given(CONTENTS.filter(bool), st.data())
def test_a_changed_compartment_changes_its_commitment_and_the_hash(contents, data):
    name = data.draw(st.sampled_from(sorted(contents)))
    changed = {**contents, name: cbor.encode({"other": cbor.decode(contents[name])})}
    before = seal(header(contents), {CONTEXT: b"\xa0", **contents}, KEY, ABSENT)
    after = seal(header(contents), {CONTEXT: b"\xa0", **changed}, KEY, ABSENT)
    assert before.commitments[name] != after.commitments[name]
    assert before.hash != after.hash


@pytest.mark.parametrize(
    "other",
    [
        pytest.param(header({"note"}, Place(node=8, epoch=2, lane=1, seq=65)), id="node"),
        pytest.param(header({"note"}, Place(node=7, epoch=3, lane=1, seq=65)), id="epoch"),
        pytest.param(header({"note"}, Place(node=7, epoch=2, lane=0, seq=65)), id="lane"),
        pytest.param(header({"note"}, Place(node=7, epoch=2, lane=1, seq=66)), id="seq"),
        pytest.param(header({"identity"}), id="which compartments"),
        pytest.param(header({"note"}, points_at="x"), id="what it points at"),
        pytest.param(header({"note"}, schema=2), id="schema"),
    ],
)
def test_every_field_of_the_header_is_covered_by_the_hash(other):
    committed = commitments(KEY, 65, {CONTEXT: b"\xa0", "note": b"\xa0"})
    assert entry_hash(ABSENT, header({"note"}), committed) != entry_hash(ABSENT, other, committed)


def test_equal_contents_of_two_entries_or_compartments_have_unlike_commitments():
    same = dict.fromkeys((CONTEXT, *COMPARTMENTS), b"\xa0")
    all_commitments = [c for seq in (1, 2) for c in commitments(KEY, seq, same).values()]
    assert len(set(all_commitments)) == 12


def test_who_gets_one_compartments_salt_can_check_that_one_alone():
    contents = {"identity": b"\xa1\x61a\x01", "clinical": b"\xa0"}
    committed = commitments(KEY, 65, contents)
    handed = compartment_salt(entry_salt(KEY, 65), "clinical")
    assert hashlib.sha256(handed + b"\xa0").digest()[:16] == committed["clinical"]
    assert hashlib.sha256(handed + contents["identity"]).digest()[:16] != committed["identity"]


@given(st.sets(st.sampled_from(COMPARTMENTS)))
def test_the_mask_says_which_compartments_were_recorded(names):
    assert recorded_of(header(names).mask) == names


@given(st.integers(0, 2**40), st.integers(0, 4), st.integers(1, 2**40))
def test_an_id_is_a_uuid_of_version_8_that_only_its_place_decides(epoch, lane, seq):
    made = derived_id(b"k" * 32, epoch, lane, seq)
    assert UUID(made).version == 8
    assert UUID(made).variant == "specified in RFC 4122"
    assert made == derived_id(b"k" * 32, epoch, lane, seq)
    others = {
        derived_id(b"j" * 32, epoch, lane, seq),
        derived_id(b"k" * 32, epoch + 1, lane, seq),
        derived_id(b"k" * 32, epoch, lane + 1, seq),
        derived_id(b"k" * 32, epoch, lane, seq + 1),
    }
    assert made not in others


def test_sixty_four_entries_share_a_block():
    blocks = [Place(node=1, epoch=1, lane=0, seq=seq).block for seq in (1, 63, 64, 127, 128)]
    assert blocks == [0, 0, 1, 1, 2]


NUMBERS = (
    st.floats(allow_nan=False, allow_infinity=False)
    | st.integers(-10_000, 10_000).map(lambda n: n / 10)
    | st.integers(-(10**9), 10**9).map(lambda n: n / 1_000_000)
    | st.integers()
    | st.booleans()
    | st.none()
)
NAMES = st.text().filter(lambda name: not name.endswith(("_tenths", "_millionths")))
NESTED = st.recursive(
    NUMBERS | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(NAMES, inner),
    max_leaves=15,
)


@given(st.dictionaries(NAMES, NESTED))
def test_packed_words_come_back_identical(words):
    assert repr(sorted_words(unpacked(packed(words)))) == repr(sorted_words(words))


def sorted_words(value):
    if isinstance(value, dict):
        return [(key, sorted_words(value[key])) for key in sorted(value)]
    return [sorted_words(item) for item in value] if isinstance(value, list) else value


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ({"temp_c": 37.2}, {"temp_c_tenths": 372}),
        ({"temp_c": 37.0}, {"temp_c_tenths": 370}),
        ({"temp_c": 37}, {"temp_c": 37}),
        ({"p": 0.012345}, {"p_millionths": 12345}),
        ({"p": 1 / 3}, {"p": 1 / 3}),
        ({"p": -0.0}, {"p": -0.0}),
        ({"p": True}, {"p": True}),
        ({"big": 1e300}, {"big": 1e300}),
        ({"in": {"deep": [{"x": 0.5}, 0.5]}}, {"in": {"deep": [{"x_tenths": 5}, 0.5]}}),
    ],
)
def test_a_number_is_kept_as_an_integer_wherever_that_is_exact(words, expected):
    assert packed(words) == expected


@pytest.mark.parametrize("name", ["temp_c_tenths", "p_millionths"])
def test_a_name_that_would_be_mistaken_for_a_packed_number_is_refused(name):
    with pytest.raises(cbor.NotCanonical, match=name):
        packed({"in": {name: 1}})
