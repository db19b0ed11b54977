"""A disk whose power can be cut: a loop image and the file system's own shutdown call.

XFS stops at once: what lies in the page cache is never written, and the next mount replays the
journal. That is what a pulled plug loses, short of torn sectors and disks that lie.
"""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAMS = ("mkfs.xfs", "xfs_io", "mount", "umount")
IMAGE_BYTES = 320 * 2**20
"""Little more than the least that mkfs.xfs takes; the file is sparse."""


SEARCH = os.defpath + ":/usr/sbin:/sbin"
"""Where the programs lie; the PATH of a user often leaves the last two out."""


def missing(search: str = SEARCH) -> str:
    """Return what has to be done before a disk can be made; "" if nothing."""
    absent = [name for name in PROGRAMS if shutil.which(name, path=search) is None]
    if absent:
        return f"{', '.join(absent)} not found: apt-get install xfsprogs mount"
    if os.geteuid() != 0:
        return "power cuts mount a disk image: run the tests as root"
    if not Path("/dev/loop-control").exists():
        return "/dev/loop-control is missing: modprobe loop, or give the container loop devices"
    return ""


LETS_GO_WITHIN_S = 20


class Disk:
    """An image with a file system, mounted at *mounted*."""

    def __init__(self, directory: Path) -> None:
        self.image = directory / "disk.img"
        self.mounted = directory / "disk"
        self.mounted.mkdir()
        with self.image.open("wb") as image:
            image.truncate(IMAGE_BYTES)
        _run("mkfs.xfs", "-q", str(self.image))

    def mount(self) -> None:
        """Switch the disk on; what the journal holds is written first."""
        _run("mount", "-o", "loop", str(self.image), str(self.mounted))

    def unmount(self) -> None:
        """Take the disk off; after a cut this writes nothing.

        A killed process may hold its files a moment longer.
        """
        until = time.monotonic() + LETS_GO_WITHIN_S
        while _try("umount", str(self.mounted)).returncode and time.monotonic() < until:
            time.sleep(0.05)
        assert not os.path.ismount(self.mounted), f"{self.mounted} is still in use"

    def cut(self) -> None:
        """Cut the power."""
        _run("xfs_io", "-x", "-c", "shutdown", str(self.mounted))


@contextmanager
def disk(directory: Path) -> Iterator[Disk]:
    """Give a mounted disk; nothing of it is left afterwards."""
    made = Disk(directory)
    made.mount()
    try:
        yield made
    finally:
        if os.path.ismount(made.mounted):
            made.unmount()


def _run(*command: str) -> None:
    done = _try(*command)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stderr}"


def _try(*command: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": SEARCH}
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
