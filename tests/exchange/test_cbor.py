"""The deterministic CBOR: the same bytes as another implementation, and no second spelling."""

import math
import struct

import cbor2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.exchange import cbor
from triage.exchange.cbor import NotCanonical

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(min_value=-(2**64), max_value=2**64 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.floats(width=16, allow_nan=False, allow_infinity=False)
    | st.text()
    | st.binary()
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


@given(VALUES)
def test_the_bytes_are_those_of_cbor2_in_canonical_mode(value):
    assert cbor.encode(value) == cbor2.dumps(value, canonical=True)


@given(VALUES)
def test_what_was_written_is_read_back_with_its_types(value):
    assert repr_of(cbor.decode(cbor.encode(value))) == repr_of(value)


def repr_of(value):
    """The order of keys is not part of a map's value; the type and sign of a number are."""
    if isinstance(value, dict):
        return {key: repr_of(item) for key, item in value.items()}
    if isinstance(value, list):
        return [repr_of(item) for item in value]
    return repr(value)


@given(st.dictionaries(st.text(), st.text(), min_size=2), st.randoms())
def test_the_order_in_which_a_map_was_made_does_not_change_its_bytes(words, random):
    shuffled = list(words.items())
    random.shuffle(shuffled)
    assert cbor.encode(dict(shuffled)) == cbor.encode(words)


@given(st.binary())
def test_any_bytes_are_the_encoding_of_what_is_read_or_are_refused(data):
    try:
        value = cbor.decode(data)
    except NotCanonical:
        return
    assert cbor.encode(value) == data


@given(VALUES, st.data())
def test_one_changed_byte_is_refused_or_means_another_value(value, data):
    good = cbor.encode(value)
    at = data.draw(st.integers(0, len(good) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != good[at]))
    bad = good[:at] + bytes([other]) + good[at + 1 :]
    try:
        read = cbor.decode(bad)
    except NotCanonical:
        return
    assert repr_of(read) != repr_of(value)


# Examples of RFC 8949 appendix A, for the types that are used here.
@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (0, "00"),
        (23, "17"),
        (24, "1818"),
        (255, "18ff"),
        (256, "190100"),
        (65535, "19ffff"),
        (65536, "1a00010000"),
        (2**32 - 1, "1affffffff"),
        (1000000000000, "1b000000e8d4a51000"),
        (2**64 - 1, "1bffffffffffffffff"),
        (-1, "20"),
        (-1000, "3903e7"),
        (-(2**64), "3bffffffffffffffff"),
        (0.0, "f90000"),
        (-0.0, "f98000"),
        (1.0, "f93c00"),
        (1.1, "fb3ff199999999999a"),
        (65504.0, "f97bff"),
        (100000.0, "fa47c35000"),
        (1.0e300, "fb7e37e43c8800759c"),
        (5.960464477539063e-8, "f90001"),
        (False, "f4"),
        (True, "f5"),
        (None, "f6"),
        (b"\x01\x02\x03\x04", "4401020304"),
        ("IETF", "6449455446"),
        ("ü", "62c3bc"),
        ([1, [2, 3], [4, 5]], "8301820203820405"),
        ({"a": 1, "b": [2, 3]}, "a26161016162820203"),
        ({"b": 1, "aa": 2}, "a261620162616102"),
    ],
)
def test_published_examples_have_their_published_bytes(value, expected):
    assert cbor.encode(value).hex() == expected


@pytest.mark.parametrize(
    ("data", "why"),
    [
        pytest.param("", "end within", id="nothing"),
        pytest.param("1817", "shorter form", id="long form of 23"),
        pytest.param("1900ff", "shorter form", id="two bytes for 255"),
        pytest.param("1a0000ffff", "shorter form", id="four bytes for 65535"),
        pytest.param("1b00000000ffffffff", "shorter form", id="eight bytes for 32 bits"),
        pytest.param("fa3f800000", "shorter form", id="1.0 in four bytes"),
        pytest.param("fb3ff0000000000000", "shorter form", id="1.0 in eight bytes"),
        pytest.param("f97e00", "not finite", id="NaN"),
        pytest.param("f97c00", "not finite", id="infinity"),
        pytest.param("f7", "not used", id="undefined"),
        pytest.param("f820", "not used", id="simple value in a byte"),
        pytest.param("c000", "tag", id="tag"),
        pytest.param("5f4100ff", "in front", id="indefinite bytes"),
        pytest.param("9f00ff", "in front", id="indefinite list"),
        pytest.param("1c", "in front", id="reserved length"),
        pytest.param("0000", "after", id="two values"),
        pytest.param("6261", "end within", id="cut text"),
        pytest.param("61ff", "UTF-8", id="no UTF-8"),
        pytest.param("9bffffffffffffffff", "end within", id="forged count"),
        pytest.param("a10000", "no text", id="number as key"),
        pytest.param("a2616200616100", "out of order", id="keys out of order"),
        pytest.param("a2616100616100", "twice", id="one key twice"),
        pytest.param("a178016100", "shorter form", id="long form in a key"),
    ],
)
def test_a_second_spelling_of_a_value_is_refused(data, why):
    with pytest.raises(NotCanonical, match=why):
        cbor.decode(bytes.fromhex(data))


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(math.nan, id="NaN"),
        pytest.param(math.inf, id="infinity"),
        pytest.param(2**64, id="too large"),
        pytest.param(-(2**64) - 1, id="too small"),
        pytest.param({1: 2}, id="a number as key"),
        pytest.param({"a", "b"}, id="a set"),
        pytest.param("\ud800", id="half a character"),
        pytest.param({"\ud800": 1}, id="half a character in a key"),
    ],
)
def test_a_value_without_a_deterministic_form_is_refused(value):
    with pytest.raises(NotCanonical):
        cbor.encode(value)


def nested(levels):
    value: list = []
    for _ in range(levels - 1):
        value = [value]
    return value


def test_nesting_is_written_and_read_up_to_its_limit_and_no_further():
    deepest = nested(cbor.DEEPEST)
    assert cbor.decode(cbor.encode(deepest)) == deepest
    with pytest.raises(NotCanonical, match="deeply"):
        cbor.encode(nested(cbor.DEEPEST + 1))
    with pytest.raises(NotCanonical, match="deeply"):
        cbor.decode(b"\x81" * cbor.DEEPEST + b"\x80")


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_float_takes_the_fewest_bytes_that_hold_it_exactly(value):
    size = len(cbor.encode(value)) - 1
    for shorter, form in ((2, ">e"), (4, ">f")):
        if shorter < size:
            try:
                fits = struct.unpack(form, struct.pack(form, value))[0] == value
            except OverflowError:
                fits = False
            assert not fits
