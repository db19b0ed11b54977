"""What a verification found, in lines for the auditor, and its exit status."""

from collections.abc import Iterator

from triage.verify import Account

SHORT = 12
"""Digits of a hash that are enough to tell it from others by eye."""


def told(account: Account, engine: str, release: str) -> Iterator[str]:
    """Give the lines that say what *account* holds; the first difference stands last but one."""
    opening = account.opening
    if opening is not None:
        yield f"log of node {opening.node}, written by release {opening.release}"
    yield f"checked by release {release}, engine {engine[:SHORT]}"
    yield f"entries: {account.entries}"
    yield f"decisions computed again: {account.decisions}, of these with their model: " + str(
        account.scores
    )
    yield from _unchecked(account)
    for head in account.heads:
        yield f"head: epoch {head.epoch} lane {head.lane} seq {head.seq} {head.hash.hex()}"
    if account.first:
        yield f"first difference: {account.first}"
    yield f"differences: {account.differences}" if account.differences else "everything agrees"


def _unchecked(account: Account) -> Iterator[str]:
    if account.unscored:
        yield (
            f"not checked: the model's probability of {account.unscored} decisions;"
            " its file or onnxruntime is not here"
        )
    if account.hidden:
        yield f"not checked: {account.hidden} decisions whose content is withheld or erased"
    for (engine, release), count in sorted(account.foreign.items()):
        use = f"use verify-{release}.pyz" if release else "use the release that has this engine"
        yield (
            f"not checked: {count} decisions of engine {engine[:SHORT] or 'unknown'}"
            f" (their chain was): {use}"
        )
    for name, count in sorted(account.withheld.items()):
        yield f"withheld: {count} times {name}"
    if account.erased:
        yield f"erased: {account.erased} parts, each with a tombstone"
