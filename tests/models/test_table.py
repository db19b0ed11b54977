"""A table is read, or every mistake in it is named with its row, its column and what to write."""

import csv
import gzip
import io
import re
from pathlib import Path

import pandas as pd
import pytest

from models.training import cells, survey, table
from models.training.cells import MISTAKES_SHOWN, TableUnusable
from models.training.columns import COLUMNS, NEEDED, described

ROW = {
    "year": "2019",
    "hospital": "Baray",
    "age_years": "40",
    "sex": "F",
    "temp_c": "37.0",
    "hr": "80",
    "rr": "16",
    "sbp": "120",
    "dbp": "80",
    "spo2": "98",
    "complaints": "10",
    "critical": "0",
}
SURVEY_ROW = {
    "year": "2019",
    "hosp_id": "2019-1",
    "age_years": "40",
    "sex": "F",
    "temp_c": "37.0",
    "heart_rate": "80",
    "resp_rate": "16",
    "sbp": "120",
    "dbp": "80",
    "spo2": "98",
    "injury_type": "none",
    "rfv1": "10100",
    "rfv2": "",
    "rfv3": "",
    "rfv4": "",
    "rfv5": "",
    "doa": "0",
    "left_before_care": "0",
    "died_any": "0",
    "critical": "0",
}


def written(tmp_path, *rows):
    path = tmp_path / "visits.csv"
    pd.DataFrame(rows).to_csv(path, index=False)
    return path


def read(tmp_path, *rows):
    return table.read(written(tmp_path, *rows)).rows


def mistakes(tmp_path, *rows):
    with pytest.raises(TableUnusable) as caught:
        read(tmp_path, *rows)
    return caught.value.mistakes


def of_text(tmp_path, text, name="visits.csv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def line(row):
    return ",".join(row.values())


HEADER = ",".join(ROW)


def test_a_row_is_read_under_the_names_of_the_features(tmp_path):
    row = read(tmp_path, ROW).iloc[0]
    assert (row["age_years"], row["male"], row["hr"], row["spo2"]) == (40, 0, 80, 98)
    assert row["complaint_10"] == 1


def test_an_empty_cell_is_missing_and_never_zero(tmp_path):
    row = read(tmp_path, ROW | {"spo2": "", "sex": ""}).iloc[0]
    assert row[["spo2", "male"]].isna().all()
    assert not row["outside"]


@pytest.mark.parametrize(("age", "kept"), [("12", True), ("11", False), ("", False), ("120", True)])
def test_people_under_12_or_of_unknown_age_are_left_out_and_counted(tmp_path, age, kept):
    visits = table.read(written(tmp_path, ROW | {"age_years": age}))
    assert len(visits.rows) == kept
    assert sum(visits.left_out.values()) == (not kept)


@pytest.mark.parametrize(
    ("column", "value", "measured"),
    [
        ("hr", "19", False),
        ("hr", "20", True),
        ("hr", "250", True),
        ("hr", "251", False),
        ("spo2", "49", False),
        ("spo2", "50", True),
    ],
)
def test_an_impossible_value_becomes_missing_and_is_remembered(tmp_path, column, value, measured):
    rows = read(tmp_path, ROW | {column: value})
    assert rows["outside"].iloc[0] == (not measured)
    assert len(table.complete(rows)) == measured
    assert table.spoken(rows)[0] == measured


def test_the_model_is_silent_about_a_complaint_without_a_group_or_a_code(tmp_path):
    rows = read(tmp_path, ROW | {"complaints": "10 66"}, ROW | {"complaints": "?"}, ROW)
    assert table.spoken(rows).tolist() == [False, False, True]


def test_the_model_is_silent_with_fewer_than_two_core_vitals(tmp_path):
    rows = read(tmp_path, ROW | {"temp_c": "", "hr": ""}, ROW | {"temp_c": ""})
    assert table.spoken(rows).tolist() == [False, True]


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("hr", "eighty", "is no number; write digits"),
        ("hr", "inf", "is no number"),
        ("hr", "1_0", "is no number"),
        ("hr", "８０", "is no number"),
        ("temp_c", "37,5", "has a comma; write 37.5"),
        ("temp_c", "98.6", r"Fahrenheit.* write degrees Celsius \(37\)"),
        ("temp_c", "77", "Fahrenheit"),
        ("temp_c", "113", "Fahrenheit"),
        ("temp_c", "365", r"lacks its point; write degrees Celsius \(36.5\)"),
        ("spo2", "0.97", r"a fraction; write per cent \(97\)"),
        ("spo2", "1", r"a fraction; write per cent \(100\)"),
        ("hr", "999", "is no measurement; leave the cell empty"),
        ("hr", "900", "is no measurement"),
        ("sbp", "-1", "is no measurement"),
        ("sex", "f", "neither M nor F"),
        ("critical", "", "neither 0 nor 1"),
        ("critical", "2", "neither 0 nor 1"),
        ("hospital", " ", "is empty"),
        ("year", "", "is empty"),
        ("year", "1989", "lies outside 1990 to 2100"),
        ("age_years", "121", "lies outside 0 to 120"),
        ("age_years", "-1", "lies outside 0 to 120"),
        ("complaints", "10 1O", "holds '1O', which is no complaint code"),
        ("complaints", "fever", "no complaint code"),
    ],
)
def test_a_mistake_names_its_row_its_column_and_what_to_write(tmp_path, column, value, why):
    [said] = mistakes(tmp_path, ROW, ROW | {column: value})
    assert re.match(f"row 3, column {column}: {re.escape(repr(value))} .*{why}", said), said


@pytest.mark.parametrize("value", ["76.9", "113.1", "249", "769", "0"])
def test_a_value_beside_every_trap_is_read_as_outside_the_range(tmp_path, value):
    assert read(tmp_path, ROW | {"temp_c": value})["outside"].all()


def test_all_mistakes_are_told_at_once_in_the_order_of_the_rows(tmp_path):
    said = mistakes(tmp_path, ROW | {"sex": "x"}, ROW | {"hr": "?", "critical": "x"})
    assert [one.partition(":")[0] for one in said] == [
        "row 2, column sex",
        "row 3, column hr",
        "row 3, column critical",
    ]


@pytest.mark.parametrize("more", [0, 1])
def test_the_first_fifty_mistakes_are_shown_and_the_rest_counted(tmp_path, more):
    rows = [ROW | {"sbp": "?"}] * (MISTAKES_SHOWN + more)
    with pytest.raises(TableUnusable) as caught:
        read(tmp_path, *rows)
    assert str(caught.value).count("column sbp") == 50
    assert ("and 1 more" in str(caught.value)) == bool(more)


@pytest.mark.parametrize(("outside", "refused"), [(19, False), (20, True)])
def test_a_column_that_often_lies_outside_its_range_is_a_mistake_of_unit(
    tmp_path, outside, refused
):
    rows = [ROW | {"sbp": "16"}] * outside + [ROW] * 100
    if not refused:
        assert read(tmp_path, *rows)["outside"].sum() == outside
        return
    [said] = mistakes(tmp_path, *rows)
    assert said.startswith("column sbp: 20 of 120 values lie outside 40 to 290 mm[Hg]")


@pytest.mark.parametrize(("measured", "refused"), [(399, True), (400, False)])
def test_the_share_outside_counts_against_what_was_measured(tmp_path, measured, refused):
    rows = [ROW | {"hr": "0"}] * 20 + [ROW] * (measured - 20) + [ROW | {"hr": ""}] * 50
    if refused:
        assert "leave cells empty where 0 means" in mistakes(tmp_path, *rows)[0]
    else:
        assert len(read(tmp_path, *rows)) == measured + 50


def test_missing_columns_are_named_with_what_is_there_instead(tmp_path):
    row = {name: value for name, value in ROW.items() if name not in ("spo2", "sex")}
    said = mistakes(tmp_path, row | {"SpO2": "98"})
    assert [one.partition(";")[0] for one in said] == [
        "row 1: no column sex",
        "row 1: no column spo2",
    ]
    assert "'SpO2', which is not read" in said[1]


def test_a_column_that_is_there_twice_is_refused(tmp_path):
    path = of_text(tmp_path, f"{HEADER},hr\n{line(ROW)},80\n")
    with pytest.raises(TableUnusable, match="row 1: the column hr is there 2 times"):
        table.read(path)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_another_separator_than_commas_is_named(tmp_path, separator):
    text = f"{HEADER}\n{line(ROW)}\n".replace(",", separator)
    with pytest.raises(TableUnusable, match="separated by"):
        table.read(of_text(tmp_path, text))


def test_a_row_of_another_length_is_named(tmp_path):
    text = f"{HEADER}\n{line(ROW)}\n{line(ROW)},1\n"
    with pytest.raises(TableUnusable, match="row 3: 13 cells, but row 1 names 12 columns"):
        table.read(of_text(tmp_path, text))


@pytest.mark.parametrize(
    ("content", "why"),
    [(b"", "is empty"), (b"\xff\xfe", "not in UTF-8"), (None, "cannot be read")],
)
def test_a_file_that_is_no_table_is_refused(tmp_path, content, why):
    path = tmp_path / "visits.csv"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(TableUnusable, match=why):
        table.read(path)


def test_gzip_a_mark_of_byte_order_and_a_line_break_in_quotes_are_read(tmp_path):
    quoted = line(ROW).replace("Baray", '"a\nb"')
    text = f"\ufeff{HEADER}\r\n{quoted}\r\n"
    path = of_text(tmp_path, gzip.compress(text.encode()), "visits.csv.gz")
    assert table.read(path).rows["hospital"].tolist() == ["a\nb"]


def test_what_calls_itself_gzip_and_is_not_is_refused(tmp_path):
    with pytest.raises(TableUnusable, match="cannot be read"):
        table.read(of_text(tmp_path, HEADER, "visits.csv.gz"))


@pytest.mark.parametrize(("hospital", "invented"), [("EXAMPLE-01", True), ("Example", False)])
def test_the_worked_example_is_known_by_its_hospitals(tmp_path, hospital, invented):
    visits = table.read(written(tmp_path, ROW | {"hospital": hospital}))
    assert visits.is_invented == invented


def test_columns_that_may_be_absent_are_read_when_they_are_there(tmp_path):
    assert "died" not in read(tmp_path, ROW)
    assert read(tmp_path, ROW | {"died": "1", "injured": "0"})["died"].tolist() == [1]


def test_the_documented_columns_are_those_that_are_read():
    text = (Path(__file__).parents[2] / "docs" / "model.md").read_text(encoding="utf-8")
    assert described() in text
    assert set(NEEDED) == set(ROW)
    assert len({column.name for column in COLUMNS}) == len(COLUMNS)


def translated(tmp_path, **changes):
    path = tmp_path / "survey.csv"
    pd.DataFrame([SURVEY_ROW | changes]).to_csv(path, index=False)
    return survey.read(path).rows


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({}, True),
        ({"age_years": "11"}, False),
        ({"doa": "1"}, False),
        ({"left_before_care": "1"}, False),
        ({"rfv1": "58350"}, False),
        ({"rfv1": "44010"}, False),
        ({"rfv1": ""}, True),
    ],
)
def test_only_triage_questions_of_the_survey_are_kept(tmp_path, change, kept):
    assert len(translated(tmp_path, **change)) == kept


def test_the_survey_is_a_table_like_every_other(tmp_path):
    raw = pd.DataFrame([SURVEY_ROW | {"rfv3": "10500", "injury_type": "injury"}])
    text = io.StringIO()
    survey.translated(raw).to_csv(text, index=False, quoting=csv.QUOTE_ALL)
    given = table.read(of_text(tmp_path, text.getvalue())).rows
    pd.testing.assert_frame_equal(given, table.parsed(survey.translated(raw)).rows)
    row = given.iloc[0]
    assert (row["complaint_10"], row["complaint_28"], row["injured"]) == (1, 1, 1)


def test_reasons_of_the_survey_become_complaint_codes_in_their_order():
    assert survey.codes(("10500", "", "10100")) == "28 10"
    assert survey.codes(("99999", "10100")) == f"{cells.NO_CODE} 10"
    assert survey.codes(("",)) == ""


def test_a_saturation_of_one_in_the_survey_is_an_entry_error(tmp_path):
    rows = translated(tmp_path, spo2="1")
    assert rows["outside"].all()
    assert rows["spo2"].isna().all()
