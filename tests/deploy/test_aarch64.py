"""What `make aarch64` compares, tried on this machine, so that it works when somebody runs it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
GOLDEN_ROWS = 200

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def answers():
    command = [HERE / "aarch64_site.py", Path(sys.executable).parent, ROOT / "tests" / "golden"]
    done = subprocess.run(
        [sys.executable, *command], cwd=HERE, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return [line for line in done.stdout.splitlines() if not line.startswith("#")]


def test_the_answers_hold_decisions_every_bit_of_scores_and_both_forms_of_a_site(answers):
    bits = [line for line in answers if line.startswith(("0x", "-0x"))]
    assert len(bits) == GOLDEN_ROWS
    assert sum(line.startswith("{") for line in answers) > GOLDEN_ROWS / 2
    for form in ("plain", "encrypted"):
        [told] = [line for line in answers if line.startswith(f"{form}: 201 ")]
        assert '"probability": 0.' in told
        assert f"{form}: 2 entries: chain and commitments agree, 0 erased" in answers
        assert f"restored-{form}: 2 entries: chain and commitments agree, 0 erased" in answers
    assert "plain: a name can be read in the file: True" in answers
    assert "encrypted: a name can be read in the file: False" in answers
    assert "encrypted-later: 2 entries: chain and commitments agree, 0 erased" in answers


def test_without_a_directory_it_says_how_it_is_called():
    done = subprocess.run(["sh", HERE / "aarch64.sh"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr.startswith("The release on aarch64")
