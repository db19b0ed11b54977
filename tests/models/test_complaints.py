import csv

import pandas as pd
import pytest

from models.training import complaints
from triage.clinical.complaint_groups import GROUPS, group_of
from triage.clinical.complaints import CODES


@pytest.fixture(scope="module")
def lines():
    with complaints.GROUP_TABLE.open(encoding="utf-8", newline="") as given:
        return list(csv.DictReader(given))


def read(*codes):
    return complaints.read(pd.Series([list(codes)])).iloc[0]


def test_the_groups_are_those_of_the_table_without_arrest(lines):
    assert list(GROUPS) == sorted({line["model_group"] for line in lines} - {"ARREST"})
    assert len(GROUPS) == 73


def test_each_complaint_belongs_to_the_group_that_the_table_says(lines):
    for line in lines:
        wanted = None if line["model_group"] == "ARREST" else line["model_group"]
        assert group_of(line["keypad_code"]) == wanted


def test_every_other_code_of_the_card_has_no_group(lines):
    known = {line["keypad_code"] for line in lines} - {"ARREST"}
    assert {code for code in CODES if group_of(code) is None} == CODES - known
    assert CODES - known == {"11", "12", "13", "17", "52", "66", "72", "91", "ARREST"}


def test_each_complaint_has_one_group_only(lines):
    pairs = {(line["keypad_code"], line["model_group"]) for line in lines}
    assert len(pairs) == len({code for code, _ in pairs})


def test_every_group_has_a_label():
    assert set(GROUPS) <= set(complaints.labels())


def test_complaints_set_the_flags_of_their_groups():
    row = read("28", "20")
    told = {name for name in complaints.FLAG_NAMES if row[name] == 1}
    assert told == {"complaint_20", "complaint_28"}
    assert GROUPS[int(row[complaints.FIRST])] == "28"
    assert not row[complaints.STRANGE]


@pytest.mark.parametrize("unknown", ["66", "ARREST", "?"])
def test_a_complaint_without_a_group_is_strange_and_never_the_first(unknown):
    row = read(unknown, "28")
    assert row[complaints.STRANGE]
    assert GROUPS[int(row[complaints.FIRST])] == "28"


def test_no_complaint_sets_no_flag():
    row = read()
    assert not row[list(complaints.FLAG_NAMES)].any()
    assert row[complaints.FIRST] == complaints.NO_GROUP
    assert not row[complaints.STRANGE]
