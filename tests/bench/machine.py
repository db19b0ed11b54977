"""Which machine the figures are from, and how busy it was."""

import os
import platform
import subprocess
from datetime import UTC, datetime
from pathlib import Path

from tests.journeys.service import ROOT


def described(directory: Path) -> list[str]:
    """Return the lines that stand above the figures; *directory* is where databases are made."""
    info = Path("/proc/cpuinfo").read_text()
    name = next(line.partition(": ")[2] for line in info.splitlines() if "model name" in line)
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = " ".join(f"{one:.2f}" for one in os.getloadavg())
    kernel = f"{platform.system()} {platform.release()} {platform.machine()}"
    return [
        f"- {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, commit {_commit()}",
        f"- {name}, {os.cpu_count()} cores, {memory:.0f} GB, {kernel}",
        f"- Python {platform.python_version()}, {_disk(directory)}",
        f"- load average before: {load}",
    ]


def _commit() -> str:
    text = subprocess.run(
        ["git", "describe", "--always", "--dirty"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    ).stdout.strip()
    return text or "unknown"


def _disk(directory: Path) -> str:
    """Return the file system of *directory* and what lies under it."""
    found = subprocess.run(
        ["findmnt", "--noheadings", "--output", "FSTYPE,SOURCE,MAJ:MIN", "--target", directory],
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    kind, source, number = found[:3]
    turning = Path("/sys/dev/block", number, "queue", "rotational")
    if not turning.exists():
        return f"{directory} on {kind} ({source})"
    said = "rotating" if turning.read_text().strip() == "1" else "not rotating"
    return f"{directory} on {kind} ({source}, says that it is {said})"
