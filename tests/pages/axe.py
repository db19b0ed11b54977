"""axe-core, the checker of accessibility: all rules of WCAG 2.2 A and AA, and good practice."""

from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).parents[2] / ".venv/pages/node_modules/axe-core/axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
ALLOWED: Mapping[str, str] = {}
"""Rules of axe that may be broken, each with its reason."""

_RUN = """(rules) => axe.run({runOnly: rules, resultTypes: ['violations']}).then(
  found => found.violations.flatMap(
    one => one.nodes.map(node => [one.id, `${one.id}: ${one.help}: ${node.html}`])))"""


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with *page*, whose browser runs scripts and ignores the policy.

    Our pages never run a script; this one comes from the test and looks from outside.
    """
    page.evaluate(SOURCE.read_text(encoding="utf-8"))
    return [text for rule, text in page.evaluate(_RUN, RULES) if rule not in ALLOWED]
