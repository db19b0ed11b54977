"""Runs the clinical tests against one changed module, in a process of its own."""

import ast
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST_S = 300
CHILD = "tests.mutants.child"
QUICK = "--quick"


def is_killed(path: Path, tree: ast.Module, *, is_quick: bool) -> bool:
    """Return whether any clinical test fails when the module at *path* reads as *tree*."""
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    try:
        done = subprocess.run(
            [sys.executable, "-m", CHILD, module, *([QUICK] if is_quick else [])],
            input=ast.unparse(tree).encode(),
            cwd=ROOT,
            env=os.environ | {"MUTANTS": "1"},
            capture_output=True,
            timeout=LONGEST_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode != 0
