"""A log as a file that anybody can check: entries, commitments and hashes, with or without content.

The file is a sequence of CBOR byte strings (RFC 8742); each holds one item of deterministic CBOR,
so it can be read piece by piece and every content has one spelling.

Opening. {"format": "triage-log-1", "node": int, "id_key": bytes, "release": text,
    "without": [names of compartments that were withheld on purpose]}.
Entries, in the order of recording: [epoch, lane, seq, kind, schema, mask, points_at, contents,
    commitments, hash]. contents has six places, for the context and for each compartment in the
    order of :data:`triage.exchange.entry.COMPARTMENTS`: [salt, content], or null where it was not
    recorded, is withheld or was erased. The salt opens that one compartment and no other.
    commitments are six times 16 bytes in the same order.
Closing. {"entries": int, "heads": [[epoch, lane, seq, hash], ...], "sha256": bytes}: the newest
    entry of each lane, in the order of epoch and lane, and the digest of every byte before.

What the hashes cover is said in :mod:`triage.exchange.entry`. The digest finds accidents; who
changes content on purpose and computes it anew is found by commitments and chain; who makes a whole
other log, or cuts its end off, by a head that was written down elsewhere before.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from triage.exchange import cbor
from triage.exchange.entry import (
    COMPARTMENTS,
    CONTEXT,
    KEY_BYTES,
    Header,
    Place,
    recorded_of,
)

FORMAT = "triage-log-1"
ALL = (CONTEXT, *COMPARTMENTS)
OPENING_KEYS = frozenset({"format", "node", "id_key", "release", "without"})
CLOSING_KEYS = frozenset({"entries", "heads", "sha256"})
HASH_BYTES = 32
LONGEST_ITEM_BYTES = 1 << 24
_HEAD_SIZES = {24: 1, 25: 2, 26: 4, 27: 8}
_DIRECT = 24

Read = Callable[[int], bytes]
"""Gives so many bytes of the file, fewer only at its end."""


class Unreadable(ValueError):
    """The bytes are no export of a log; the message says where reading ended."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Whose log it is, which release wrote it, and what it leaves out on purpose."""

    node: int
    id_key: bytes
    release: str
    without: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """One entry: contents are salt and canonical bytes by name of what is not left out."""

    header: Header
    contents: Mapping[str, tuple[bytes, bytes]]
    commitments: Mapping[str, bytes]
    hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The newest entry of a lane; its hash stands for the whole lane."""

    epoch: int
    lane: int
    seq: int
    hash: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How many entries there are, the heads of their lanes, and the digest of all before."""

    entries: int
    heads: tuple[Head, ...]
    sha256: bytes


def written(opening: Opening, entries: Iterable[Exported]) -> Iterator[bytes]:
    """Give the bytes of an export, item by item."""
    digest = hashlib.sha256()
    heads: dict[tuple[int, int], Head] = {}
    count = 0

    def sealed(value: object) -> bytes:
        item = cbor.encode(cbor.encode(value))
        digest.update(item)
        return item

    yield sealed(
        {
            "format": FORMAT,
            "node": opening.node,
            "id_key": opening.id_key,
            "release": opening.release,
            "without": sorted(opening.without),
        }
    )
    for entry in entries:
        place = entry.header.place
        head = Head(epoch=place.epoch, lane=place.lane, seq=place.seq, hash=entry.hash)
        heads[place.epoch, place.lane] = head
        count += 1
        yield sealed(_entry_words(entry))
    ordered = [heads[lane] for lane in sorted(heads)]
    told = [[one.epoch, one.lane, one.seq, one.hash] for one in ordered]
    closing = {"entries": count, "heads": told, "sha256": digest.digest()}
    yield cbor.encode(cbor.encode(closing))


def _entry_words(entry: Exported) -> list[object]:
    header, place = entry.header, entry.header.place
    return [
        place.epoch,
        place.lane,
        place.seq,
        str(header.kind),
        header.schema,
        header.mask,
        header.points_at,
        [list(entry.contents[name]) if name in entry.contents else None for name in ALL],
        b"".join(entry.commitments[name] for name in ALL),
        entry.hash,
    ]


class Reader:
    """Reads an export once, from the front: the opening at once, then entries, then the closing."""

    def __init__(self, read: Read) -> None:
        """Read the opening.

        Raises:
            Unreadable: it is none.
        """
        self._read = read
        self._items = 0
        self._digest = hashlib.sha256()
        self.sha256 = b""
        self.closing: Closing | None = None
        self.opening = _opening(self._item())

    def entries(self) -> Iterator[Exported]:
        """Give the entries; behind the last one ``closing`` and ``sha256``, as read, are there.

        Raises:
            Unreadable: an item is no entry, or the file goes on behind its closing.
        """
        while True:
            before = self._digest.digest()
            item = self._item()
            if isinstance(item, dict):
                self.sha256 = before
                self.closing = _closing(item)
                if self._read(1):
                    raise Unreadable("there are bytes behind the closing")
                return
            yield _entry(item, self.opening.node, self._items)

    def _item(self) -> object:
        self._items += 1
        first = self._exactly(1)
        info = first[0] & 0x1F
        if first[0] >> 5 != cbor.BYTES:
            raise Unreadable(f"item {self._items} is no byte string")
        head = first + self._exactly(_HEAD_SIZES.get(info, 0))
        size = info if info < _DIRECT else int.from_bytes(head[1:], "big")
        if size > LONGEST_ITEM_BYTES:
            raise Unreadable(f"item {self._items} is longer than an item can be")
        content = self._exactly(size)
        raw = head + content
        self._digest.update(raw)
        try:
            if cbor.encode(content) != raw:
                raise Unreadable(f"item {self._items} does not give its length in the shortest way")
            return cbor.decode(content)
        except cbor.NotCanonical as error:
            raise Unreadable(f"item {self._items} is damaged: {error}") from error

    def _exactly(self, size: int) -> bytes:
        got = self._read(size) if size else b""
        if len(got) < size:
            raise Unreadable(f"the file ends within item {self._items}, before its closing")
        return got


def _opening(item: object) -> Opening:
    match item if isinstance(item, dict) else {}:
        case {
            "format": str(form),
            "node": int(node),
            "id_key": bytes(id_key),
            "release": str(release),
            "without": list(without),
        } as words if words.keys() == OPENING_KEYS and form == FORMAT:
            names = frozenset(name for name in without if name in COMPARTMENTS)
            if sorted(names) == without:
                return Opening(node=node, id_key=id_key, release=release, without=names)
        case _:
            pass
    raise Unreadable(f"this is no export of a log in the format {FORMAT}")


def _closing(item: dict[str, object]) -> Closing:
    match item:
        case {"entries": int(count), "heads": list(heads), "sha256": bytes(digest)} if (
            item.keys() == CLOSING_KEYS
        ):
            return Closing(entries=count, heads=tuple(map(_head, heads)), sha256=digest)
    raise Unreadable("the closing has other keys")


def _head(item: object) -> Head:
    match item:
        case [int(epoch), int(lane), int(seq), bytes(newest)]:
            return Head(epoch=epoch, lane=lane, seq=seq, hash=newest)
        case _:
            pass
    raise Unreadable("the closing names something that is no head")


def _entry(item: object, node: int, number: int) -> Exported:
    match item:
        case [
            int(epoch),
            int(lane),
            int(seq),
            str(kind),
            int(schema),
            int(mask),
            None | str() as points_at,
            list(contents),
            bytes(committed),
            bytes(chained),
        ] if (
            len(contents) == len(ALL)
            and len(committed) == KEY_BYTES * len(ALL)
            and len(chained) == HASH_BYTES
            and 0 <= mask < 1 << len(COMPARTMENTS)
        ):
            header = Header(
                place=Place(node=node, epoch=epoch, lane=lane, seq=seq),
                kind=kind,
                schema=schema,
                recorded=recorded_of(mask),
                points_at=points_at,
            )
            return Exported(
                header=header,
                contents=_contents(contents, number),
                commitments={
                    name: committed[at * KEY_BYTES : (at + 1) * KEY_BYTES]
                    for at, name in enumerate(ALL)
                },
                hash=chained,
            )
    raise Unreadable(f"item {number} is no entry")


def _contents(items: list[object], number: int) -> dict[str, tuple[bytes, bytes]]:
    out = {}
    for name, item in zip(ALL, items, strict=True):
        match item:
            case None:
                continue
            case [bytes(salt), bytes(content)] if len(salt) == KEY_BYTES:
                out[name] = (salt, content)
            case _:
                raise Unreadable(f"item {number} holds a {name} that is no salt and content")
    return out
