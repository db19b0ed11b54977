"""Moments as they are stored: milliseconds since 1970 in UTC."""

from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND = timedelta(milliseconds=1)


def stamp(moment: datetime) -> int:
    """Return *moment*, which knows its zone, as whole milliseconds, rounded down."""
    return (moment - _EPOCH) // _MILLISECOND


def moment(milliseconds: int) -> datetime:
    """Return the moment in UTC that :func:`stamp` made into *milliseconds*."""
    return _EPOCH + milliseconds * _MILLISECOND
