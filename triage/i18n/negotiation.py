"""Which of our languages a reader wants. Browsers send old, regional and unusual tags."""

from collections.abc import Mapping, Sequence

from triage.i18n.locales import LocaleEntry

MOST_ITEMS = 20
"""Items of Accept-Language that are looked at; browsers send fewer than ten."""


def tags_of(entries: Sequence[LocaleEntry]) -> dict[str, str]:
    """Return the code by every tag that means it, in lower case with hyphens."""
    return {
        _normal(tag): entry.code
        for entry in entries
        for tag in (entry.code, entry.bcp47, *entry.aliases)
    }


def known(tag: str, tags: Mapping[str, str]) -> str | None:
    """Return the code for *tag*, dropping its region, then its script; None if unknown."""
    parts = _normal(tag.strip()).split("-")
    while parts:
        code = tags.get("-".join(parts))
        if code:
            return code
        parts.pop()
    return None


def accepted(header: str) -> list[str]:
    """Return the tags of an Accept-Language header, the most wanted first."""
    weighted = [_weighted(item) for item in header.split(",")[:MOST_ITEMS]]
    wanted = [(weight, tag) for weight, tag in weighted if weight > 0]
    return [tag for _, tag in sorted(wanted, key=lambda pair: -pair[0])]


def _normal(tag: str) -> str:
    return tag.replace("_", "-").casefold()


def _weighted(item: str) -> tuple[float, str]:
    """Return weight and tag of one item; weight 0 if the weight cannot be read."""
    tag, _, parameter = item.partition(";")
    name, _, weight = parameter.strip().partition("=")
    if not name:
        return 1.0, tag.strip()
    try:
        return (float(weight) if name.strip() == "q" else 0.0), tag.strip()
    except ValueError:
        return 0.0, tag.strip()
