"""What clinicians sign, row by row, is what the program does.

A table is skipped, by name, while its protocol is not in the program.
"""

import pytest

from tests.clinical.deciding import (
    BETWEEN,
    COMPARE,
    PART,
    POINTS,
    PROTOCOLS,
    Chart,
    Patient,
    charts,
    disagreeing_on,
)
from triage.clinical.level import Level
from triage.clinical.protocols import iitt_adult, iitt_child

CHARTS = charts()
OF_TEWS = "TEWS"
NOT_IN_TABLES = {
    # The whole adult chart again, for a pregnant child.
    "C_R_PREG_ADULT_RED",
    # Rows of IMCI that give YELLOW by themselves and rest on what stays open or on the tape.
    "IMCI_SEVERE_PERSISTENT_DIARRHOEA",
    "IMCI_MALARIA",
    "IMCI_ACUTE_EAR_INFECTION",
    "IMCI_CHRONIC_EAR_INFECTION",
    "IMCI_EAR_DISCHARGE",
    "IMCI_COMPLICATED_SAM",
    "IMCI_OEDEMA_UNASSESSED",
    "IMCI_UNCOMPLICATED_SAM",
    "IMCI_SAM_UNASSESSED",
    "IMCI_MODERATE",
}
"""Criteria that only the vectors test so far: a clinician cannot sign them in a table yet."""


@pytest.mark.parametrize("key", CHARTS, ids=" ".join)
def test_a_table_and_its_protocol_agree_on_every_enumerated_patient(key):
    if key[0] not in {*PROTOCOLS, "IITT", OF_TEWS}:
        pytest.skip(f"{key[0]} is not in the program yet: its table is compared from then on")
    assert list(disagreeing_on(key, CHARTS[key])) == []


@pytest.mark.parametrize("key", CHARTS, ids=" ".join)
def test_a_row_reads_as_one_of_few_forms(key):
    for row in CHARTS[key].rows:
        assert row.level in {"means", *Level.__members__} or POINTS.fullmatch(row.level), row
        if row.comparison in {"present", "at least"}:
            parts = [part for item in row.input.split("; ") for part in item.split(" or ")]
            assert all(PART.fullmatch(part) for part in parts), row
        else:
            known = {"is", "is not", *COMPARE}
            assert row.comparison in known or BETWEEN.fullmatch(row.comparison), row
        assert row.criterion, row
        assert row.source, row


def ids_of(protocol):
    """Return the criteria of *protocol*, as the program knows them."""
    if protocol == "IITT":
        return {rule.id for rule in (*iitt_adult.RULES, *iitt_child.RULES)}
    return {rule.id for rule in PROTOCOLS[protocol].rules}


@pytest.mark.parametrize("protocol", sorted({name for name, _ in CHARTS} - {OF_TEWS}))
def test_no_criterion_of_a_protocol_is_left_out_of_its_table(protocol):
    told = {name for key, chart in CHARTS.items() if key[0] == protocol for name in chart.levels}
    assert ids_of(protocol) - told <= NOT_IN_TABLES
    assert told <= ids_of(protocol)


def test_a_wrong_limit_in_a_table_is_noticed():
    key = ("QSOFA", "18 years and over, infection suspected")
    rows = CHARTS[key].rows
    wrong = [
        type(row)(**{name: getattr(row, name).replace("rr >= 22", "rr >= 23") for name in
                     row.__dataclass_fields__}) for row in rows
    ]  # fmt: skip
    assert list(disagreeing_on(key, Chart("QSOFA", tuple(wrong))))


def test_what_was_not_measured_fires_nothing_and_has_no_points():
    for chart in CHARTS.values():
        assert chart.fired(Patient({})) == set()
        assert chart.totals(Patient({})) == {}
