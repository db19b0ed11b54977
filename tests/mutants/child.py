"""One changed module, read from standard input, under the clinical tests: exit 0 if it survives.

    python -m tests.mutants.child MODULE [--quick] < SOURCE

Vectors and decision tables come first, without pytest: in well under a second they kill most.
"""

import sys
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from importlib.util import spec_from_loader
from types import ModuleType

FAST = ("tests/clinical",)


class _Changed(MetaPathFinder, Loader):
    """Finds the changed module in place of the one on disk."""

    def __init__(self, name: str, source: str) -> None:
        self.name, self.source = name, source

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        return spec_from_loader(name, self) if name == self.name else None

    def exec_module(self, module: ModuleType) -> None:
        exec(compile(self.source, f"<mutant of {self.name}>", "exec"), module.__dict__)  # noqa: S102


def _vectors_hold() -> bool:
    from tests.clinical.deciding import disagreeing  # noqa: PLC0415
    from tests.test_evaluate import VECTORS, disagreements  # noqa: PLC0415
    from triage.evaluate import evaluate  # noqa: PLC0415

    if any(disagreements(one["expected"], evaluate(one)) for one in VECTORS):
        return False
    return not any(disagreeing())


def main() -> int:
    """Return 0 if no test notices the change, else 1."""
    sys.meta_path.insert(0, _Changed(sys.argv[1], sys.stdin.read()))
    try:
        if not _vectors_hold():
            return 1
    except Exception:  # noqa: BLE001  a mutant may fail in any way at all, and that is a kill
        return 1
    if "--quick" in sys.argv:
        return 0
    import pytest  # noqa: PLC0415

    return int(
        pytest.main([*FAST, "-x", "-m", "not slow", "-p", "no:randomly", "-p", "no:cacheprovider"])
    )


if __name__ == "__main__":
    sys.exit(main())
