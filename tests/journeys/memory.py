"""How much memory the processes of a service hold: anonymous pages and file pages, each once."""

import os
import re
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

_MAPPING = re.compile(r"^[0-9a-f]+-[0-9a-f]+ \S+ \S+ (\S+ \d+) *(.*)$")
_SIZE = re.compile(r"^(Rss|Anonymous): +(\d+) kB$")
KB_IN_MB = 1024


def of_group(group: int) -> list[int]:
    """Return the ids of the processes in the process group *group*."""
    found = []
    for entry in Path("/proc").iterdir():
        with suppress(ProcessLookupError):
            if entry.name.isdigit() and os.getpgid(int(entry.name)) == group:
                found.append(int(entry.name))
    return sorted(found)


def held_mb(processes: Iterable[int]) -> float:
    """Return the megabytes that *processes* hold together.

    An anonymous page that several of them share counts once; of a file it counts what the process
    that holds most of it holds, however many others on this machine map it too. So the figure does
    not depend on who else is running; the page cache of files that are read, not mapped, is left
    out.
    """
    anonymous_kb = 0
    of_file_kb: dict[str, int] = {}
    for process in processes:
        place = Path("/proc", str(process))
        rollup = (place / "smaps_rollup").read_text()
        found = re.search(r"^Pss_Anon: +(\d+) kB$", rollup, re.MULTILINE)
        assert found, "this kernel does not tell anonymous memory apart"
        anonymous_kb += int(found.group(1))
        for file, held_kb in _files((place / "smaps").read_text()).items():
            of_file_kb[file] = max(held_kb, of_file_kb.get(file, 0))
    return (anonymous_kb + sum(of_file_kb.values())) / KB_IN_MB


def _files(smaps: str) -> dict[str, int]:
    """Return the kilobytes that one process holds of each file, by device and inode."""
    held: dict[str, int] = {}
    file = ""
    for line in smaps.splitlines():
        if mapping := _MAPPING.match(line):
            file = mapping.group(1) if mapping.group(2).startswith("/") else ""
        elif file and (size := _SIZE.match(line)):
            sign = 1 if size.group(1) == "Rss" else -1
            held[file] = held.get(file, 0) + sign * int(size.group(2))
    return held
