import pandas as pd
import pytest

from models.training import table

ROW = {
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


def read(tmp_path, *rows):
    path = tmp_path / "visits.csv"
    pd.DataFrame(rows).to_csv(path, index=False)
    return table.read(path)


def test_a_row_is_read_under_the_names_of_the_features(tmp_path):
    row = read(tmp_path, ROW).iloc[0]
    assert (row["age_years"], row["male"], row["hr"], row["spo2"]) == (40, 0, 80, 98)


def test_an_empty_cell_is_missing_and_never_zero(tmp_path):
    row = read(tmp_path, ROW | {"spo2": "", "sex": ""}).iloc[0]
    assert row[["spo2", "male"]].isna().all()
    assert not row["outside"]


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({}, True),
        ({"age_years": "12"}, True),
        ({"age_years": "11"}, False),
        ({"age_years": ""}, False),
        ({"doa": "1"}, False),
        ({"left_before_care": "1"}, False),
        ({"rfv1": "58350"}, False),
        ({"rfv1": "44010"}, False),
        ({"rfv1": ""}, True),
    ],
)
def test_only_triage_questions_are_kept(tmp_path, change, kept):
    assert len(read(tmp_path, ROW | change)) == kept


@pytest.mark.parametrize(
    ("column", "value", "measured"),
    [
        ("heart_rate", "19", False),
        ("heart_rate", "20", True),
        ("heart_rate", "250", True),
        ("heart_rate", "251", False),
        ("spo2", "49", False),
        ("spo2", "50", True),
    ],
)
def test_an_impossible_value_becomes_missing_and_is_remembered(tmp_path, column, value, measured):
    rows = read(tmp_path, ROW | {column: value})
    assert rows["outside"].iloc[0] == (not measured)
    assert len(table.complete(rows)) == measured
    assert table.spoken(rows)[0] == measured


def test_reasons_for_visit_become_complaint_flags(tmp_path):
    row = read(tmp_path, ROW | {"rfv3": "10500"}).iloc[0]
    assert (row["complaint_10"], row["complaint_28"], row["complaint_20"]) == (1, 1, 0)


def test_the_model_is_silent_about_a_reason_without_a_group(tmp_path):
    rows = read(tmp_path, ROW | {"rfv2": "58350"}, ROW)
    assert table.spoken(rows).tolist() == [False, True]


def test_the_model_is_silent_with_fewer_than_two_core_vitals(tmp_path):
    rows = read(tmp_path, ROW | {"temp_c": "", "heart_rate": ""}, ROW | {"temp_c": ""})
    assert table.spoken(rows).tolist() == [False, True]


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("heart_rate", "eighty", "is no number"),
        ("heart_rate", "inf", "is no number"),
        ("temp_c", "37,5", "is no number"),
        ("sex", "f", "neither M nor F"),
        ("critical", "", "neither 0 nor 1"),
        ("doa", "2", "neither 0 nor 1"),
    ],
)
def test_a_mistake_names_its_row_and_column(tmp_path, column, value, why):
    with pytest.raises(table.TableUnusable, match=f"row 3, column {column}: '{value}' .*{why}"):
        read(tmp_path, ROW, ROW | {column: value})


def test_many_mistakes_are_counted(tmp_path):
    with pytest.raises(table.TableUnusable, match="and 2 more"):
        read(tmp_path, *[ROW | {"sbp": "?"}] * (table.MISTAKES_SHOWN + 2))


def test_a_missing_column_is_named(tmp_path):
    row = {name: value for name, value in ROW.items() if name not in ("spo2", "sex")}
    with pytest.raises(table.TableUnusable, match="no column sex, spo2"):
        read(tmp_path, row)
