"""Codes into English sentences. Pure tables: the caller brings the function that translates.

Every value of these tables is a msgid: show it only through a translate function. Templates
carry their own sentences; these are the ones that belong to a code. No text holds a per cent
sign, because a template's ``gettext`` would take it for a placeholder.
"""

from collections.abc import Callable

Translate = Callable[[str], str]
"""From an English msgid to the sentence in the reader's language."""


def N_(msgid: str) -> str:  # noqa: N802  gettext's own name for "mark, translate later"
    """Return *msgid* unchanged; the mark lets the extraction find it."""
    return msgid
