"""`python -m models.training`: makes the delivered model, models/risk, from the survey.

A country's own table goes the same way by `triage model train`.
"""

import argparse
from pathlib import Path

from models.training import making, survey
from models.training.making import SURVEY, Order, Source

HERE = Path(__file__).parent
DATA = HERE / "data" / "nhamcs_ed_2015_2020.csv.gz"
OUT = HERE.parent / "risk"
DELIVERED = Order(
    id="complaints-ebm",
    version="2.0.0",
    created="2026-11-23",
    owner="the triage project",
    licence="Apache-2.0",
    origin=SURVEY,
)


def main() -> None:
    """Read the arguments and make the model."""
    parser = argparse.ArgumentParser(prog="python -m models.training", description=__doc__)
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the delivered model")
    arguments = parser.parse_args()
    print(f"reading {DATA}", flush=True)
    making.make(Source(path=DATA, visits=survey.read(DATA)), DELIVERED, arguments.out)


if __name__ == "__main__":
    main()
