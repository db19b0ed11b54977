"""Case codes: six characters that are shown large, spoken and written by hand. Pure.

Five are random, the sixth checks them: the sum of place (1 to 5) times value, modulo 29. As 29 is
a prime, one wrong character and two neighbors exchanged are always noticed.
"""

from collections.abc import Callable

ALPHABET = "23456789ABCDEFGHJKMNPQRTVWXYZ"
"""Digits and capital letters without 0 O, 1 I L, U (heard as V) and S (read as 5)."""

_DRAWN = 5
_HALF = 3
_SPAN = len(ALPHABET)
_LAST_FAIR_BYTE = 256 // _SPAN * _SPAN - 1


def draw_code(random_bytes: Callable[[int], bytes]) -> str:
    """Return a code such as ``7KQ-2MD``, every one equally likely.

    Args:
        random_bytes: gives the number of random bytes that it is asked for.
    """
    values: list[int] = []
    while len(values) < _DRAWN:
        drawn = random_bytes(_DRAWN - len(values))
        values += [byte % _SPAN for byte in drawn if byte <= _LAST_FAIR_BYTE]
    return _shown("".join(ALPHABET[value] for value in values))


def read_code(typed: str) -> str | None:
    """Return the code that *typed* means, whatever its case, hyphens and spaces; None if none."""
    bare = "".join(typed.upper().split()).replace("-", "")
    if len(bare) != _DRAWN + 1 or not set(bare) <= set(ALPHABET):
        return None
    code = _shown(bare[:_DRAWN])
    return code if code.replace("-", "") == bare else None


def _shown(drawn: str) -> str:
    checked = sum(place * ALPHABET.index(c) for place, c in enumerate(drawn, start=1)) % _SPAN
    full = drawn + ALPHABET[checked]
    return f"{full[:_HALF]}-{full[_HALF:]}"
