"""PINs as they are kept: argon2id over an HMAC under the node key, which is not in the database.

Cost: 19 MiB, two passes, one lane (the OWASP minimum): about 30 ms, and 19 MB for each sign-in at
the same time, which a box of 512 MB can carry; the library's own default takes 64 MB.
"""

import hmac
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MEMORY_KIB = 19 * 1024
PASSES = 2
LANES = 1

_HASHER = PasswordHasher(time_cost=PASSES, memory_cost=MEMORY_KIB, parallelism=LANES)


def hash_pin(node_key: bytes, pin: str) -> str:
    """Return *pin* as it may be stored: useless without *node_key*."""
    return _HASHER.hash(_keyed(node_key, pin))


def verify_pin(node_key: bytes, pin: str, pin_hash: str | None) -> bool:
    """Return whether *pin* is the one that was hashed.

    None as *pin_hash* stands for a name that nobody has: it takes as long and is never right, so
    that the time of an answer does not tell who works here.
    """
    try:
        _HASHER.verify(pin_hash or _nobody(), _keyed(node_key, pin))
    except (VerificationError, InvalidHashError):
        return False
    return pin_hash is not None


def _keyed(node_key: bytes, pin: str) -> bytes:
    # NFKC: full-width and other scripts' compatibility digits are the same PIN.
    typed = unicodedata.normalize("NFKC", pin.strip())
    return hmac.digest(node_key, typed.encode(), "sha256")


@cache
def _nobody() -> str:
    return _HASHER.hash(b"")
