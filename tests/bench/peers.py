"""Other people's programs, fetched once by their own registries' clients and checked.

They lie in a cache of the user, outside the repository and its environment. What cannot be
fetched is said to be "not fetched"; no figure is remembered.
"""

import hashlib
import importlib
import os
import subprocess
import sys
import tarfile
from base64 import b64encode
from pathlib import Path
from types import ModuleType

from tests.journeys.service import ROOT

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "triage-bench"
LOCK = ROOT / "requirements" / "peers.txt"
FETCHED_WITHIN_S = 120


class NotFetchedError(Exception):
    """A peer cannot be had here."""


def tarball(name: str, version: str, sha512: str) -> Path:
    """Return the package *name* of the JavaScript registry as a file.

    Args:
        name: of the package.
        version: exact.
        sha512: in base64, as lock files hold it.

    Raises:
        NotFetchedError: npm or the registry is not there, or the file is another one.
    """
    path = CACHE / f"{name}-{version}.tgz"
    if not path.exists():
        CACHE.mkdir(parents=True, exist_ok=True)
        _run("npm", "pack", "--silent", f"{name}@{version}", "--pack-destination", str(CACHE))
    found = b64encode(hashlib.sha512(path.read_bytes()).digest()).decode()
    if found != sha512:
        raise NotFetchedError(f"{path} is not the file that was looked at")
    return path


def members(path: Path, *names: str) -> list[bytes]:
    """Return what lies in the tarball at *path* under each of *names*."""
    with tarfile.open(path) as package:
        opened = [package.extractfile(f"package/{name}") for name in names]
        return [one.read() for one in opened if one is not None]


def ebm2onnx() -> ModuleType:
    """Return the module; its dependencies are those of the training library, in .venv already.

    Raises:
        NotFetchedError: the package index is not there.
    """
    lock = hashlib.sha256(LOCK.read_bytes()).hexdigest()[:12]
    target = CACHE / f"python-{sys.version_info.major}.{sys.version_info.minor}-{lock}"
    if not target.exists():
        options = ["--quiet", "--no-deps", "--require-hashes", "--target", str(target)]
        _run(sys.executable, "-m", "pip", "install", *options, "-r", str(LOCK))
    if str(target) not in sys.path:
        sys.path.append(str(target))
    return importlib.import_module("ebm2onnx")


def _run(*command: str) -> None:
    try:
        subprocess.run(command, check=True, capture_output=True, timeout=FETCHED_WITHIN_S)
    except (OSError, subprocess.SubprocessError) as error:
        raise NotFetchedError(f"{command[0]} cannot fetch it here") from error
