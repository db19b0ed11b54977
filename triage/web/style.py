"""The one style sheet: its address holds a hash of its content, so it is cached for a year."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).parent / "static" / "style.css"
HASH_CHARACTERS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """A style sheet, ready to be sent."""

    css: str
    path: str


def load_style(source: Path = SOURCE) -> Style:
    """Return the style sheet in *source* without comments, line ends and needless spaces."""
    text = re.sub(r"/\*.*?\*/", "", source.read_text(encoding="utf-8"), flags=re.DOTALL)
    text = re.sub(r"\s*([{};:,])\s*", r"\1", text.strip()).replace(";}", "}")
    css = re.sub(r"\s+", " ", text)
    digest = hashlib.sha256(css.encode()).hexdigest()[:HASH_CHARACTERS]
    return Style(css=css, path=f"/static/{digest}.css")
