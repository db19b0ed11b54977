"""Draws the card's pictures as small SVG files, by hand."""

from collections.abc import Mapping, Sequence
from html import escape
from math import log10

from models.training.inputs import MEASURED, Input
from models.training.statistics import Figure

PANEL_WIDTH, PANEL_HEIGHT, GAP, COLUMNS = 220, 150, 30, 4
LEAST_LOG_ODDS, MOST_LOG_ODDS = -1.5, 2.5
LEAST_RISK, MOST_RISK = 1e-4, 1.0
SIDE = 400
BAR_HEIGHT, BAR_MIDDLE, BAR_SCALE = 14, 170, 70
_STYLE = (
    "text{font:11px sans-serif;fill:#222}.axis{stroke:#999;fill:none}"
    ".curve{stroke:#0b5394;stroke-width:2;fill:none}.bar{fill:#0b5394}.less{fill:#999}"
)


def calibration(tenths: Sequence[Mapping[str, object]]) -> str:
    """Return predicted against observed risk in tenths of people, both axes logarithmic."""
    parts = [
        f'<path class="axis" d="M40 {SIDE}V20M40 {SIDE}H{SIDE + 20}M40 {SIDE}L{SIDE + 20} 20"/>'
    ]
    for tick in (0.0001, 0.001, 0.01, 0.1, 1.0):
        x, y = _across(tick), _up(tick)
        parts.append(f'<text x="{x:.0f}" y="{SIDE + 15}" text-anchor="middle">{tick:g}</text>')
        parts.append(f'<text x="36" y="{y + 4:.0f}" text-anchor="end">{tick:g}</text>')
    for tenth in tenths:
        observed, predicted = tenth["observed"], tenth["predicted"]
        if not isinstance(observed, Figure) or not isinstance(predicted, float):
            raise TypeError("a tenth without figures")
        x = _across(predicted)
        parts.append(
            f'<path class="curve" d="M{x:.1f} {_up(observed.low):.1f}V{_up(observed.high):.1f}"/>'
        )
        parts.append(f'<circle class="bar" cx="{x:.1f}" cy="{_up(observed.value):.1f}" r="4"/>')
    parts.append(f'<text x="{SIDE / 2}" y="{SIDE + 32}">predicted risk</text>')
    parts.append('<text x="46" y="14">observed, with 95 % interval; on the line they agree</text>')
    return _svg(SIDE + 40, SIDE + 40, "Predicted and observed risk in tenths of people", parts)


def _across(risk: float) -> float:
    return 40 + _share(risk) * (SIDE - 20)


def _up(risk: float) -> float:
    return SIDE - _share(risk) * (SIDE - 20)


def _share(risk: float) -> float:
    inside = min(max(risk, LEAST_RISK), MOST_RISK)
    return (log10(inside) - log10(LEAST_RISK)) / (log10(MOST_RISK) - log10(LEAST_RISK))


def shapes(scores: Sequence[Sequence[float]]) -> str:
    """Return one panel for each measured input: log-odds by value.

    Args:
        scores: for each of MEASURED, one value a bin, without those for missing and unknown.
    """
    parts = []
    for number, (given, curve) in enumerate(zip(MEASURED, scores, strict=True)):
        left = 40 + number % COLUMNS * (PANEL_WIDTH + GAP)
        top = 20 + number // COLUMNS * (PANEL_HEIGHT + 2 * GAP)
        parts.append(f'<g transform="translate({left} {top})">{_panel(given, curve)}</g>')
    rows = -(-len(MEASURED) // COLUMNS)
    width = 40 + COLUMNS * (PANEL_WIDTH + GAP)
    return _svg(width, rows * (PANEL_HEIGHT + 2 * GAP), "Log-odds of each measured input", parts)


def _panel(given: Input, curve: Sequence[float]) -> str:
    span = 1.1 * (given.cuts[-1] - given.cuts[0]) or 2.0
    start = (given.cuts[0] + given.cuts[-1] - span) / 2

    def x(value: float) -> float:
        return (value - start) / span * PANEL_WIDTH

    def y(odds: float) -> float:
        inside = min(max(odds, LEAST_LOG_ODDS), MOST_LOG_ODDS)
        return (MOST_LOG_ODDS - inside) / (MOST_LOG_ODDS - LEAST_LOG_ODDS) * PANEL_HEIGHT

    steps = "".join(
        f"H{x(cut):.1f}V{y(after):.1f}" for cut, after in zip(given.cuts, curve[1:], strict=True)
    )
    ticks = "".join(
        f'<text x="-4" y="{y(odds) + 4:.0f}" text-anchor="end">{odds:+d}</text>'
        for odds in (-1, 0, 1, 2)
    )
    ends = "".join(
        f'<text x="{x(cut):.0f}" y="{PANEL_HEIGHT + 14}" text-anchor="middle">{cut:g}</text>'
        for cut in dict.fromkeys((given.cuts[0], given.cuts[-1]))
    )
    return (
        f'<path class="axis" d="M0 0V{PANEL_HEIGHT}H{PANEL_WIDTH}M0 {y(0):.1f}H{PANEL_WIDTH}"/>'
        f'<path class="curve" d="M0 {y(curve[0]):.1f}{steps}H{PANEL_WIDTH}"/>{ticks}{ends}'
        f'<text x="{PANEL_WIDTH / 2}" y="12" text-anchor="middle">'
        f"{given.feature.name} ({given.feature.unit})</text>"
    )


def complaints(weights: Mapping[str, float], labels: Mapping[str, str]) -> str:
    """Return a bar for each complaint group, the heaviest first."""
    parts = []
    for row, (group, weight) in enumerate(sorted(weights.items(), key=lambda item: -item[1])):
        y, length = 6 + row * BAR_HEIGHT, abs(weight) * BAR_SCALE
        left = BAR_MIDDLE + 90 - (length if weight < 0 else 0)
        kind = "less" if weight < 0 else "bar"
        parts.append(f'<text x="4" y="{y + 10}">{escape(f"{group} {labels[group]}")}</text>')
        parts.append(
            f'<rect class="{kind}" x="{left + BAR_MIDDLE:.1f}" y="{y}" width="{length:.1f}"'
            f' height="{BAR_HEIGHT - 3}"/>'
        )
        parts.append(f'<text x="{SIDE + 230}" y="{y + 10}" text-anchor="end">{weight:+.2f}</text>')
    height = 12 + len(weights) * BAR_HEIGHT
    return _svg(SIDE + 240, height, "Log-odds that each complaint adds", parts)


def _svg(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    lines = "\n".join(parts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}"'
        f' width="{width:.0f}" height="{height:.0f}" role="img">\n<title>{title}</title>\n'
        f'<style>{_STYLE}</style>\n<rect width="100%" height="100%" fill="#fff"/>\n'
        f"{lines}\n</svg>\n"
    )
