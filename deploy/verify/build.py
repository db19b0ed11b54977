"""Builds verify-<version>.pyz: the verifier alone, for any Python from 3.11 on.

    python deploy/verify/build.py DIRECTORY

It holds the sources of the medicine and of the log's format, and of the model's room, which is
loaded only where onnxruntime is installed. The same sources give the same bytes.
"""

import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

from triage.settings import PACKAGE, engine

PARTS = (
    "__init__.py",
    "errors.py",
    "assess.py",
    "clinical/**/*.py",
    "exchange/__init__.py",
    "exchange/cbor.py",
    "exchange/entry.py",
    "exchange/export.py",
    "exchange/record.py",
    "verify/*.py",
    "risk/*.py",
)
MAIN = """\
import sys

from triage.verify.alone import main

sys.exit(main(sys.argv[1:], engine={engine!r}, release={release!r}))
"""
SHEBANG = b"#!/usr/bin/env python3\n"
EARLIEST = (1980, 1, 1, 0, 0, 0)
"""The date of every file in the archive, so that two builds are equal."""


def build(directory: Path) -> Path:
    """Write the archive into *directory* and return where it lies."""
    directory.mkdir(parents=True, exist_ok=True)
    target = directory / f"verify-{version('triage')}.pyz"
    sources = sorted({path for part in PARTS for path in PACKAGE.glob(part)})
    main = MAIN.format(engine=engine(), release=version("triage"))
    with target.open("wb") as opened:
        opened.write(SHEBANG)
        with zipfile.ZipFile(opened, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
            _add(archive, "__main__.py", main.encode())
            for path in sources:
                name = path.relative_to(PACKAGE.parent).as_posix()
                _add(archive, name, path.read_bytes())
    target.chmod(0o755)
    return target


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    entry = zipfile.ZipInfo(name, EARLIEST)
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, content)


if __name__ == "__main__":
    made = build(Path(sys.argv[1]))
    sys.stdout.write(f"{made}: {made.stat().st_size} bytes\n")
