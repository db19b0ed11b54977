"""The table of fields, the findings and the limits speak of the same things."""

from dataclasses import fields

from triage.clinical.findings import Vitals
from triage.clinical.plausibility import RANGES, UNIT_TRAPS
from triage.intake.fields import FIELDS, Kind

READ_AND_DROPPED = {"glucose_unit"}
"""It says how another value is read, and nothing of it is kept."""
NUMBERS = {name for name, one in FIELDS.items() if one.kind is Kind.NUMBER}


def test_every_vital_sign_of_the_table_can_be_found_in_a_patient_and_no_other():
    vitals = {name for name, one in FIELDS.items() if one.is_vital}

    assert vitals - READ_AND_DROPPED == {one.name for one in fields(Vitals)}


def test_every_number_has_limits_of_what_is_possible():
    assert set(RANGES) == NUMBERS
    assert set(UNIT_TRAPS) <= NUMBERS
