"""What was wrong with what was typed, as codes; the words for people are in `wording`."""

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Why a value was not taken. The value is the word that programs see: never change it."""

    NOT_A_NUMBER = "not_a_number"
    OUT_OF_RANGE = "out_of_range"
    NO_SIGN_OF_LIFE = "no_sign_of_life"
    ASK_UNIT = "ask_unit"
    ASK = "ask"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_DATE = "not_a_date"
    CONTRADICTION = "contradiction"
    REQUIRED = "required"
    UNKNOWN_KEY = "unknown_key"
    TOO_LONG = "too_long"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing that was not understood or not believed; it counts as not measured.

    limits are the least and greatest value that would be taken; suggest is what may have been
    meant, never used without an answer.
    """

    field: str
    code: Code
    given: str
    limits: tuple[float, float] | None = None
    suggest: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A value that was used and should be confirmed: code is warn or convert."""

    field: str
    code: str
    given: str
    value: float | str
