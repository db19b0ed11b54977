from secrets import token_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.store.codes import ALPHABET, draw_code, read_code

CODES = st.lists(st.integers(0, 231), min_size=5, max_size=5).map(
    lambda drawn: draw_code(lambda size: bytes(drawn[:size]))
)


def test_the_alphabet_has_29_characters_and_none_that_looks_or_sounds_like_another():
    assert len(set(ALPHABET)) == len(ALPHABET) == 29
    assert not set(ALPHABET) & set("0O1ILUS")


def test_a_code_is_two_groups_of_three_with_the_check_character_last():
    # 1*0 + 2*1 + 3*2 + 4*3 + 5*4 = 40, modulo 29 = 11
    assert draw_code(lambda _: bytes([0, 1, 2, 3, 4])) == f"234-56{ALPHABET[11]}"


def test_bytes_that_would_favor_some_characters_are_drawn_again():
    drawn = iter([bytes([255, 232, 231, 0, 0]), bytes([233, 0]), bytes([28])])
    assert draw_code(lambda _: next(drawn)) == read_code("z22 2z" + ALPHABET[(28 + 5 * 28) % 29])


@given(CODES)
def test_a_code_is_read_in_any_case_with_or_without_hyphen_and_spaces(code):
    assert read_code(code) == code
    assert read_code(code.lower().replace("-", "")) == code
    assert read_code(f"  {code[:3]} {code[4:]} ") == code


@given(CODES, st.integers(0, 5), st.sampled_from(ALPHABET))
def test_every_single_wrong_character_is_noticed(code, at, other):
    bare = code.replace("-", "")
    wrong = bare[:at] + other + bare[at + 1 :]
    assert (read_code(wrong) is None) == (wrong != bare)


@given(CODES, st.integers(0, 4))
def test_every_exchange_of_two_neighbors_is_noticed(code, at):
    bare = code.replace("-", "")
    wrong = bare[:at] + bare[at + 1] + bare[at] + bare[at + 2 :]
    assert (read_code(wrong) is None) == (wrong != bare)


@pytest.mark.parametrize(
    "typed", ["", "234", "234-5678", "2345-67-8", "O34-567", "ß34-56D", "២34-56D"]
)
def test_what_is_no_code_is_not_read_as_one(typed):
    assert read_code(typed) is None


def test_drawn_codes_spread_over_the_alphabet():
    codes = {draw_code(token_bytes) for _ in range(2_000)}
    assert len(codes) > 1_990
    assert set("".join(codes)) == {*ALPHABET, "-"}
