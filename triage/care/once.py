"""Doing something once, however often its form arrives."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Once:
    """A form that may take effect once.

    key_hash: of its one-time key. location: where the browser is led to, now and at every replay.
    """

    key_hash: bytes
    location: str
    now: datetime
