"""Numbers as people type them.

Our own, because the libraries guess: ``float("1_0_0")`` is 100 and a locale's grouping turns 38.5
into 385. Digits of every script are read; one point or comma is the decimal mark; grouping, signs,
exponents and anything else are refused.
"""

import re
import unicodedata

LONGEST = 12
_INVISIBLE = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))
_DECIMAL_MARKS = str.maketrans(dict.fromkeys(",\uff0c\uff0e\u066b\u3001\u3002", "."))
"""Commas and points of other scripts; nothing else is folded, or 10\u00b2 would be 102."""
_NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")

_PRESSURES = re.compile(
    r"([0-9]{1,3})(?:\s*/\s*|\s+)([0-9]{1,3})|([0-9]{3})([0-9]{2,3})|([0-9]{2})([0-9]{2})"
)


def fold(text: str) -> str:
    """Return *text* without invisible characters and outer spaces, its digits as 0 to 9."""
    seen = text.translate(_INVISIBLE).strip()
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in seen)


def read_number(text: str) -> float | None:
    """Return the number in *text*, or None if it is not exactly one plain number."""
    folded = fold(text).translate(_DECIMAL_MARKS)
    if len(folded) > LONGEST or not _NUMBER.fullmatch(folded):
        return None
    return float(folded)


def read_integer(text: str) -> int | None:
    """Return the whole number in *text*, or None if it is not exactly one."""
    number = read_number(text)
    return int(number) if number is not None and number.is_integer() else None


def read_pressure(text: str) -> tuple[float, float] | None:
    """Return the upper and the lower pressure in *text*, None if it is not exactly a pair.

    ``120/80`` and ``120 80`` are pairs, and so is ``12080``: no pressure has four digits.
    """
    match = _PRESSURES.fullmatch(fold(text))
    if match is None:
        return None
    upper, lower = (part for part in match.groups() if part is not None)
    return float(upper), float(lower)


def plain(number: float) -> str:
    """Return *number* as a person would type it: 37 and not 37.0."""
    return f"{number:g}"
