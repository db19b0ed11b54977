"""What a measurement gives, and how it is printed: one Markdown table a section."""

import inspect
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One line of a table.

    what: was measured; value: with its unit; beside: the ratio to what it stands beside; target:
    the budget and whether it is met.
    """

    what: str
    value: str
    beside: str = ""
    target: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One table: measure gets an empty directory and gives the figures in their order.

    The first paragraph of its docstring is printed above the table.
    """

    name: str
    title: str
    measure: Callable[[Path], Iterable[Figure]]


def at_most(value: float, target: float, unit: str) -> str:
    """Return the budget, and whether *value* keeps it."""
    return f"<= {target:g} {unit}: {'met' if value <= target else '**not met**'}"


def at_least(value: float, target: float, unit: str) -> str:
    """Return what is asked for, and whether *value* reaches it."""
    return f">= {target:g} {unit}: {'met' if value >= target else '**not met**'}"


def printed(section: Section, directory: Path) -> Iterator[str]:
    """Give the lines of *section*'s table."""
    told = inspect.getdoc(section.measure) or ""
    yield f"### {section.title}\n"
    yield told.partition("\n\n")[0].replace("\n", " ") + "\n"
    yield "| what | figure | beside | target |"
    yield "|---|--:|--:|---|"
    for one in section.measure(directory):
        yield f"| {one.what} | {one.value} | {one.beside} | {one.target} |"


def microseconds(action: Callable[[], object], repeats: int = 2000) -> tuple[float, float]:
    """Return the median and the 99th percentile of *action*, after a tenth as much warm-up."""
    for _ in range(repeats // 10):
        action()
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        action()
        times.append(time.perf_counter() - began)
    return median(times) * 1e6, sorted(times)[int(repeats * 0.99)] * 1e6
