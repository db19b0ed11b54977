import pytest

from triage.intake.problems import Code, Notice, Problem
from triage.wording.problems import notice_text, problem_text


def english(msgid):
    return msgid


@pytest.mark.parametrize(
    ("problem", "expected"),
    [
        pytest.param(
            Problem(field="hr", code=Code.NOT_A_NUMBER, given="fast"),
            "Pulse: fast is not a number.",
            id="not a number",
        ),
        pytest.param(
            Problem(field="hr", code=Code.OUT_OF_RANGE, given="1280", limits=(20, 300)),
            "Pulse: 1280 is not possible. Write a number from 20 to 300.",
            id="limits",
        ),
        pytest.param(
            Problem(field="temp_c", code=Code.OUT_OF_RANGE, given="60", limits=(25.5, 45)),
            "Temperature: 60 is not possible. Write a number from 25.5 to 45.",
            id="limits with decimals",
        ),
        pytest.param(
            Problem(
                field="temp_c", code=Code.OUT_OF_RANGE, given="375", limits=(25, 45), suggest=37.5
            ),
            "Temperature: 375 is not possible. Did you mean 37.5?",
            id="a suggestion says more than limits",
        ),
        pytest.param(
            Problem(field="sbp", code=Code.OUT_OF_RANGE, given="9"),
            "Blood pressure, upper: 9 is not possible. Check it.",
            id="neither limits nor suggestion",
        ),
        pytest.param(
            Problem(field="glucose_mmol", code=Code.ASK_UNIT, given="20"),
            "Blood sugar: which unit is 20? Write it again with the unit.",
            id="unit",
        ),
        pytest.param(
            Problem(field="new_field", code=Code.UNKNOWN_KEY, given="x"),
            "new_field is not known here.",
            id="a field without a label",
        ),
        pytest.param(
            Problem(field="hr", code=Code.NOT_A_NUMBER, given="{field.__class__} {0}"),
            "Pulse: {field.__class__} {0} is not a number.",
            id="braces that somebody typed stay as typed",
        ),
    ],
)
def test_a_problem_names_the_field_and_what_was_typed(problem, expected):
    assert problem_text(problem, english) == expected


@pytest.mark.parametrize("code", Code)
@pytest.mark.parametrize("suggest", [None, 37.5])
@pytest.mark.parametrize("limits", [None, (25.0, 45.0)])
def test_every_code_makes_a_sentence_with_any_part_missing(code, suggest, limits):
    problem = Problem(field="temp_c", code=code, given="375", limits=limits, suggest=suggest)
    text = problem_text(problem, english)
    assert "{" not in text
    assert "None" not in text


def test_a_problem_is_told_in_the_readers_language():
    thai = {"Pulse": "ชีพจร", "{field}: {given} is not a number.": "{field}: {given} ไม่ใช่ตัวเลข"}
    problem = Problem(field="hr", code=Code.NOT_A_NUMBER, given="เร็ว")
    assert problem_text(problem, thai.__getitem__) == "ชีพจร: เร็ว ไม่ใช่ตัวเลข"


def test_a_notice_says_what_will_be_used():
    notice = Notice(field="temp_c", code="convert", given="101.3", value=38.5)
    assert notice_text(notice, english) == "Temperature: 101.3 was read as 38.5."


def test_a_notice_may_carry_a_word():
    notice = Notice(field="birth_date", code="convert", given="3/11/2512", value="1969-11-03")
    assert notice_text(notice, english) == "Date of birth: 3/11/2512 was read as 1969-11-03."


def test_an_unusual_value_is_to_be_checked():
    notice = Notice(field="hr", code="warn", given="210", value=210.0)
    assert notice_text(notice, english) == "Pulse: 210 is unusual. Check that it is right."
