"""`make bench`: the figures of docs/measured.md, ready to paste, with the machine they are from.

    .venv/bin/python -m tests.bench [NAME ...]

prints only the named sections. A further section is an entry of SECTIONS.
"""

import sys
import tempfile
from pathlib import Path

from tests.bench import (
    assessing,
    box,
    cipher,
    gprs,
    line,
    posts,
    scoring,
    starting,
    verifying,
    weights,
)
from tests.bench.figures import Section, printed
from tests.bench.machine import described

SECTIONS = (
    Section(name="score", title="One patient through the model", measure=scoring.figures),
    Section(name="assess", title="Reports of programs, line by line", measure=assessing.figures),
    Section(name="verify", title="An exported log, checked", measure=verifying.figures),
    Section(name="start", title="Start and memory", measure=starting.figures),
    Section(name="posts", title="Durable visits", measure=posts.figures),
    Section(name="cipher", title="The encrypted database", measure=cipher.figures),
    Section(name="line", title="The line", measure=line.figures),
    Section(name="box", title="The whole edge box", measure=box.figures),
    Section(name="weights", title="Bytes of pages", measure=weights.figures),
    Section(name="gprs", title="Pages on GPRS", measure=gprs.figures),
)


def main() -> None:
    """Print the sections that were asked for, or every one."""
    asked = sys.argv[1:] or [section.name for section in SECTIONS]
    unknown = set(asked) - {section.name for section in SECTIONS}
    if unknown:
        sys.exit(f"no such section: {', '.join(sorted(unknown))}")
    with tempfile.TemporaryDirectory(prefix="triage-bench-", dir="/var/tmp") as made:
        print("\n".join(described(Path(made).parent)))
        for section in SECTIONS:
            if section.name in asked:
                place = Path(made) / section.name
                place.mkdir()
                print()
                for line in printed(section, place):
                    print(line, flush=True)


if __name__ == "__main__":
    main()
