"""A control group whose processes together may use so much memory and no more.

Both kinds are known: the memory controller of version 1, and version 2. The kernel charges the
group for every page that it brought into memory, files that are only read included; it takes such
pages back before it ends a process. What was in memory before is charged to nobody here, so
:func:`forget` is called first.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.journeys.service import ROOT

GROUPS = Path("/sys/fs/cgroup")
MB = 2**20
EMPTY_WITHIN_S = 10
ENTER = 'echo $$ > "$0/cgroup.procs" && exec "$@"'


class Group:
    """The control group at *place*, made and limited."""

    def __init__(self, place: Path, limit_mb: int) -> None:
        self.place = place
        self.is_first_kind = not (GROUPS / "cgroup.controllers").exists()
        place.mkdir()
        limit = "memory.limit_in_bytes" if self.is_first_kind else "memory.max"
        (place / limit).write_text(str(limit_mb * MB))
        swap = place / "memory.swap.max"
        if swap.exists():
            swap.write_text("0")

    @property
    def enter(self) -> tuple[str, ...]:
        """What stands before a command that is to run in the group."""
        return ("sh", "-c", ENTER, str(self.place))

    @property
    def kills(self) -> int:
        """How many processes the kernel ended because there was no more memory."""
        name = "memory.oom_control" if self.is_first_kind else "memory.events"
        words = (self.place / name).read_text().split()
        return int(words[words.index("oom_kill") + 1])

    @property
    def peak_mb(self) -> float:
        """The most that was charged at once, pages of files included."""
        name = "memory.max_usage_in_bytes" if self.is_first_kind else "memory.peak"
        return int((self.place / name).read_text()) / MB

    def remove(self) -> None:
        """Take the group away once its last process is gone."""
        until = time.monotonic() + EMPTY_WITHIN_S
        while self.place.exists() and time.monotonic() < until:
            with suppress(OSError):
                self.place.rmdir()
                return
            time.sleep(0.05)


def missing() -> str:
    """Return what has to be done before memory can be limited; "" if nothing."""
    if os.geteuid() != 0:
        return "limits of memory are control groups: run the tests as root"
    second = GROUPS / "cgroup.controllers"
    if second.exists():
        if "memory" in (GROUPS / "cgroup.subtree_control").read_text().split():
            return ""
        return f"echo +memory > {GROUPS}/cgroup.subtree_control"
    if os.access(GROUPS / "memory", os.W_OK):
        return ""
    return f"mount the memory controller at {GROUPS}/memory"


@contextmanager
def limited(limit_mb: int) -> Iterator[Group]:
    """Give a group of *limit_mb* megabytes, without swap."""
    first = GROUPS / "memory"
    parent = GROUPS if (GROUPS / "cgroup.controllers").exists() else first
    group = Group(parent / f"triage-{os.getpid()}", limit_mb)
    try:
        yield group
    finally:
        group.remove()


def forget() -> None:
    """Let the kernel drop the pages of this program's files, so that they are charged anew."""
    for root in (Path(sys.prefix), Path(sys.base_prefix), ROOT / "triage", ROOT / "models"):
        for path in root.rglob("*"):
            if path.is_file() and path.suffix in {".py", ".pyc", ".so", ".mo", ".onnx"}:
                with path.open("rb") as file:
                    os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
