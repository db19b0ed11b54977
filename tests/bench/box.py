"""The memory of everything that runs on an edge box, and the box in a small control group."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tests.bench.figures import Figure, at_most
from tests.journeys.box import Box, has_dispatch
from tests.journeys.limited import Group, forget, limited, missing
from tests.journeys.load import Crowd

MOST_HELD_MB = 150
LIMITS_MB = (192, 160, 128)
CLIENTS, REQUESTS = 8, 2_000


def figures(directory: Path) -> Iterator[Figure]:
    """Every process of an edge after 2,000 requests of 8 clients: anonymous pages and pages of
    mapped files, each once. SQLite runs within these processes. Then the same in control groups,
    where the kernel also charges the files that were read, database included, and takes them back
    before it ends a process; the program's files are dropped from memory before each.
    """
    parts = "web, database and dispatch" if has_dispatch() else "web and database, no dispatch yet"
    held = _worked(Box(directory / "free"))
    yield Figure(
        what=f"{parts}, no limit",
        value=f"{held:.0f} MB held",
        target=at_most(held, MOST_HELD_MB, "MB"),
    )
    if missing():
        yield Figure(what="in a control group", value=f"not tried: {missing()}")
        return
    for limit_mb in LIMITS_MB:
        forget()
        with limited(limit_mb) as group:
            yield _limited(directory / f"limit-{limit_mb}", limit_mb, group)


def _limited(directory: Path, limit_mb: int, group: Group) -> Figure:
    box = Box(directory, under=group.enter)
    try:
        held = f"{_worked(box):.0f} MB held, {group.peak_mb:.0f} MB charged at most"
    except AssertionError as error:
        held = f"failed: {error}"
    kills = group.kills
    if limit_mb == LIMITS_MB[0]:
        target = f"no kill: {'**not met**' if kills or held.startswith('failed') else 'met'}"
    else:
        target = ""
    return Figure(what=f"in a group of {limit_mb} MB, {kills} killed", value=held, target=target)


def _worked(box: Box) -> float:
    """Return the megabytes that *box* holds after its requests."""
    try:
        box.start()
        with closing(Crowd(box.service, CLIENTS)) as crowd:
            tally = crowd.work(REQUESTS)
        assert not tally.broken, tally.broken[0]
        return box.held_mb()
    finally:
        box.stop()
