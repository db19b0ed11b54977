"""Pages as the two text browsers show them, without what chance decides."""

import os
import re
import subprocess
from pathlib import Path

COLUMNS = 60
BROWSERS = {
    "lynx": ["lynx", "-dump", "-nolist", f"-width={COLUMNS}", "-display_charset=utf-8"],
    "w3m": ["w3m", "-dump", "-cols", str(COLUMNS), "-O", "UTF-8", "-I", "UTF-8"],
}
TERMINAL = {"LANG": "C.UTF-8", "TERM": "vt100", "LINES": "60", "COLUMNS": "80"}
CODE = re.compile(r"\b[2-9A-HJ-NP-RTV-Z]{3}-[2-9A-HJ-NP-RTV-Z]{3}\b")


def dumped(body: bytes, folder: Path) -> str:
    """Return the page *body* as each text browser shows it; its file lies in *folder*."""
    page = folder / "page.html"
    page.write_bytes(body)
    shown = [f"== {name}\n{_shown(command, page)}" for name, command in BROWSERS.items()]
    return _with_even_codes("\n".join(shown))


def _shown(command: list[str], page: Path) -> str:
    environment = TERMINAL | {"PATH": os.environ["PATH"], "HOME": str(page.parent)}
    done = subprocess.run(
        [*command, str(page)], env=environment, capture_output=True, timeout=60, check=True
    )
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip("\n") + "\n"


def _with_even_codes(text: str) -> str:
    """Return *text* with its case codes numbered in the order in which they are first seen."""
    order: dict[str, str] = {}
    for code in CODE.findall(text):
        order.setdefault(code, f"NO.-{len(order) + 1:03}")
    return CODE.sub(lambda found: order[found[0]], text)
