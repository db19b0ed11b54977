"""`triage init` on a terminal."""

import os
import pty
import re
import subprocess

from tests.test_cli import TRIAGE

ANSWERS = "Baan Na\nAna\nen\nSuda\nth\nNoi\nen\n"


def test_init_asks_on_a_terminal_and_makes_the_site(tmp_path):
    ours, theirs = pty.openpty()
    site = tmp_path / "site"
    process = subprocess.Popen(
        [TRIAGE, "init", "--directory", site],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={},
        text=True,
    )
    os.close(theirs)
    os.write(ours, ANSWERS.encode())
    said, _ = process.communicate(timeout=60)
    os.close(ours)
    assert process.returncode == 0, said
    assert "first administrator" in said
    assert re.findall(r"(\w+) +(\w+) +PIN \d{6}", said) == [
        ("Ana", "administrator"),
        ("Suda", "supervisor"),
        ("Noi", "worker"),
    ]
    assert (site / "triage.db").exists()
