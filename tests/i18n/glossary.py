"""Where our words differ from published ones: python -m tests.i18n.glossary.

Each row of tests/golden/glossary-<code>.csv is a word that somebody else published, with where it
was read. It is evidence of usage, not a source to paste from.
"""

import csv
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import polib

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests" / "golden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """One published word beside ours; *why_we_differ* is "" where ours contains it."""

    msgid: str
    usage: str
    source: str
    why_we_differ: str
    ours: str

    @property
    def differs(self) -> bool:
        """Whether the published word does not stand in our sentence."""
        return _plain(self.usage) not in _plain(self.ours)


def codes() -> list[str]:
    """Return the languages that have a glossary."""
    return sorted(path.stem.removeprefix("glossary-") for path in GOLDEN.glob("glossary-*.csv"))


def usages(code: str) -> list[Usage]:
    """Return the glossary of the language *code*, each row beside our sentence.

    Raises:
        KeyError: a row speaks of a sentence that the catalogue does not have.
    """
    catalogue = polib.pofile(str(ROOT / "translations" / code / "LC_MESSAGES" / "messages.po"))
    ours = {entry.msgid: entry.msgstr for entry in catalogue}
    with (GOLDEN / f"glossary-{code}.csv").open(newline="", encoding="utf-8") as file:
        return [Usage(ours=ours[row["msgid"]], **row) for row in csv.DictReader(file)]


def report(code: str) -> str:
    """Return a line for every published word that we do not use, with the reason."""
    rows = usages(code)
    different = [row for row in rows if row.differs]
    lines = [f"{code}: {len(different)} of {len(rows)} published words are not ours"]
    lines += [
        f"  {row.msgid}\n    published: {row.usage} ({row.source})\n    ours: {row.ours}\n"
        f"    why: {row.why_we_differ}"
        for row in different
    ]
    return "\n".join(lines)


def _plain(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


if __name__ == "__main__":
    for one in codes():
        print(report(one))
