"""Codes that are shown large, spoken and written by hand. Pure.

A case code has six characters, a one-time code nine. All but the last are random; the last checks
them: the sum of place (from 1) times value, modulo 29. As 29 is a prime, one wrong character and
two neighbors exchanged are always noticed.
"""

from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ"
"""Digits and capital letters without 0 O, 1 I L, U (heard as V) and S (read as 5)."""

CASE_DRAWN = 5
ONE_TIME_DRAWN = 8
"""Random characters: 29 to the power of 8, five hundred thousand million."""

_GROUP = 3
_SPAN = len(ALPHABET)
_LAST_FAIR_BYTE = 256 // _SPAN * _SPAN - 1


def draw_code(random_bytes: Callable[[int], bytes], drawn: int = CASE_DRAWN) -> str:
    """Return a code such as ``7KQ-2MD``, every one equally likely.

    Args:
        random_bytes: gives the number of random bytes that it is asked for.
        drawn: how many of its characters are random; one more checks them.
    """
    values: list[int] = []
    while len(values) < drawn:
        given = random_bytes(drawn - len(values))
        values += [byte % _SPAN for byte in given if byte <= _LAST_FAIR_BYTE]
    return _shown("".join(ALPHABET[value] for value in values))


def read_code(typed: str, drawn: int = CASE_DRAWN) -> str | None:
    """Return the code that *typed* means, whatever its case, hyphens and spaces; None if none."""
    bare = "".join(typed.upper().split()).replace("-", "")
    if len(bare) != drawn + 1 or not set(bare) <= set(ALPHABET):
        return None
    code = _shown(bare[:drawn])
    return code if code.replace("-", "") == bare else None


def _shown(drawn: str) -> str:
    checked = sum(place * ALPHABET.index(c) for place, c in enumerate(drawn, start=1)) % _SPAN
    full = drawn + ALPHABET[checked]
    return "-".join(full[at : at + _GROUP] for at in range(0, len(full), _GROUP))
