"""`make mutants`: which change of a protocol would no test notice?

Every limit, comparison, level, sign and connective of triage/clinical/protocols and floor.py is
changed, one at a time, and the clinical tests are run against it: first the vectors and decision
tables within one process, then the fast tests. A mutant that no test kills is printed, with its
file and line; each is killed by a new test or explained in docs/measured.md.

    .venv/bin/python -m tests.mutants [--quick] [--every N] [--workers N] [MODULE ...]

--quick stops after vectors and tables, so that it names more survivors; --every N tries each Nth
only, for a look; a module is the name of a file, as news2. A mutant that runs for more than five
minutes is killed too.
"""

import argparse
import ast
import json
import os
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from tests.mutants.changing import Mutant, mutants_of
from tests.mutants.killing import is_killed

CLINICAL = Path(__file__).parents[2] / "triage" / "clinical"
TARGETS = (*sorted((CLINICAL / "protocols").glob("*.py")), CLINICAL / "floor.py")
UNCHANGED = CLINICAL / "floor.py"
ACCEPTED = Path(__file__).with_name("accepted.json")
"""Survivors that change nothing, by module and change, each with the reason."""


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("modules", nargs="*")
    return parser.parse_args()


def main() -> int:
    """Try the mutants, print the survivors and a table; return 1 if one is unexplained."""
    given = _arguments()
    accepted = json.loads(ACCEPTED.read_text())
    paths = [path for path in TARGETS if not given.modules or path.stem in given.modules]
    made = [(path, mutant) for path in paths for mutant in mutants_of(path.read_text())]
    tried = made[:: given.every]
    if is_killed(UNCHANGED, ast.parse(UNCHANGED.read_text()), is_quick=given.quick):
        print("a test fails without any change: mutants would all seem to be killed")
        return 2
    counts: dict[str, Counter[str]] = {path.stem: Counter() for path in paths}
    with ThreadPoolExecutor(given.workers) as pool:
        for (path, mutant), killed in zip(
            tried, pool.map(partial(_try, is_quick=given.quick), tried), strict=True
        ):
            line = path.read_text().splitlines()[mutant.line - 1].strip()
            known = accepted.get(f"{path.stem}: {mutant.change}: {line}")
            word = "killed" if killed else "explained" if known else "survived"
            counts[path.stem][word] += 1
            if word == "survived":
                print(f"{path.stem}:{mutant.line}: {mutant.change}: {line}", flush=True)
    return _report(counts)


def _try(pair: tuple[Path, Mutant], *, is_quick: bool) -> bool:
    path, mutant = pair
    return is_killed(path, mutant.tree, is_quick=is_quick)


def _report(counts: dict[str, Counter[str]]) -> int:
    words = ("killed", "explained", "survived")
    total = sum(counts.values(), Counter())
    print("\n| module | mutants | killed | explained | survived |\n|---|--:|--:|--:|--:|")
    for name, count in [*counts.items(), ("all", total)]:
        cells = " | ".join(str(count[word]) for word in words)
        print(f"| {name} | {count.total()} | {cells} |")
    return 1 if total["survived"] else 0


if __name__ == "__main__":
    sys.exit(main())
