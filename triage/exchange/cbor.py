"""A small deterministic CBOR: equal values have equal bytes, and only those bytes are read.

The rules are RFC 8949 section 4.2.1 for these types: int (64 bits with sign), float, str, bytes,
bool, None, list or tuple, and dict with str keys. Integers, lengths and floats take their
shortest exact form, lengths are definite, keys stand in the order of their encoded bytes. A float
that is a whole number stays a float. NaN and infinity are refused: what was not measured is None.

Why not cbor2: the verifier that goes to independent people runs on the standard library alone,
and a reader that accepts a second spelling of the same value would let two contents share one
meaning under different commitments. The tests compare with cbor2 byte for byte.
"""

import struct
from collections.abc import Callable, Mapping
from functools import lru_cache
from math import isfinite
from typing import Any, Final

UNSIGNED, NEGATIVE, BYTES, TEXT, LIST, MAP, SIMPLE = 0, 1, 2, 3, 4, 5, 7
"""The major types of RFC 8949 section 3.1 that are used here."""

FALSE, TRUE, NULL = 0xF4, 0xF5, 0xF6
DEEPEST = 32
"""Levels of nesting that are written and read; the words of a visit need six."""

_DIRECT = 24
_HEADS: Final = ((24, 1, ">BB"), (25, 2, ">BH"), (26, 4, ">BI"), (27, 8, ">BQ"))
_FLOATS: Final = ((25, 2, ">e"), (26, 4, ">f"), (27, 8, ">d"))
_LAST_UNSIGNED = 2**64 - 1


class NotCanonical(ValueError):
    """The bytes are not the one deterministic encoding of a value, or a value has none."""


def encode(value: object) -> bytes:
    """Return the deterministic bytes of *value*.

    Raises:
        NotCanonical: a type, a number or a nesting that has no deterministic form here.
    """
    return _encoded(value, DEEPEST)


def _encoded(value: object, levels: int) -> bytes:
    plain = _PLAIN.get(type(value))
    if plain is not None:
        return plain(value)
    if levels == 0:
        raise NotCanonical("nested too deeply")
    if isinstance(value, dict):
        return _map(value, levels - 1)
    if isinstance(value, list | tuple):
        items = [_encoded(item, levels - 1) for item in value]
        return _head(LIST, len(items)) + b"".join(items)
    for base in (str, int, float, bytes):
        if isinstance(value, base):
            return _PLAIN[base](value)
    raise NotCanonical(f"a value of type {type(value).__name__}")


def _head(major: int, number: int) -> bytes:
    if number < _DIRECT:
        return _SMALL[major][number]
    for info, size, form in _HEADS:
        if number < 1 << (8 * size):
            return struct.pack(form, major << 5 | info, number)
    raise NotCanonical("an integer of more than 64 bits")


_SMALL: Final = tuple(
    tuple(bytes((major << 5 | number,)) for number in range(_DIRECT)) for major in range(8)
)
_CONSTANTS: Final = {None: bytes((NULL,)), True: bytes((TRUE,)), False: bytes((FALSE,))}


def _integer(value: int) -> bytes:
    return _head(UNSIGNED, value) if value >= 0 else _head(NEGATIVE, -1 - value)


def _text(value: str) -> bytes:
    try:
        content = value.encode()
    except UnicodeEncodeError as error:
        raise NotCanonical("a text with half a character") from error
    return _head(TEXT, len(content)) + content


# Keys are names out of our own tables, few and never a patient's words, so they may be remembered.
_key = lru_cache(maxsize=1024)(_text)


def _map(value: dict[object, object], levels: int) -> bytes:
    items = []
    for key, item in value.items():
        if not isinstance(key, str):
            raise NotCanonical(f"a key that is no text but {type(key).__name__}")
        items.append(_key(key) + _encoded(item, levels))
    # No key's bytes begin with another's, so what follows a key never decides its place.
    items.sort()
    return _head(MAP, len(items)) + b"".join(items)


def _float(value: float) -> bytes:
    if not isfinite(value):
        raise NotCanonical("a number that is not finite")
    for info, _, form in _FLOATS:
        try:
            packed = struct.pack(form, value)
        except OverflowError:
            continue
        if struct.unpack(form, packed)[0] == value:
            return bytes((SIMPLE << 5 | info,)) + packed
    raise AssertionError("every finite float fits eight bytes")


_PLAIN: Final[Mapping[type, Callable[[Any], bytes]]] = {
    str: _text,
    int: _integer,
    float: _float,
    bytes: lambda value: _head(BYTES, len(value)) + value,
    bool: _CONSTANTS.__getitem__,
    type(None): _CONSTANTS.__getitem__,
}


def decode(data: bytes) -> object:
    """Return the value whose deterministic bytes are *data*.

    Raises:
        NotCanonical: anything else, bytes after the value included.
    """
    reader = _Reader(data)
    value = reader.read(DEEPEST)
    if reader.position != len(data):
        raise NotCanonical("bytes after the value")
    return value


class _Reader:
    """A position in bytes that are read once, from the front."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.position = 0

    def take(self, size: int) -> bytes:
        end = self.position + size
        if end > len(self.data):
            raise NotCanonical("the bytes end within a value")
        taken = self.data[self.position : end]
        self.position = end
        return taken

    def read(self, levels: int) -> object:
        if levels == 0:
            raise NotCanonical("nested too deeply")
        first = self.take(1)[0]
        major, info = first >> 5, first & 0x1F
        if major == SIMPLE:
            return self._simple(first, info)
        number = self._number(info)
        if major in (LIST, MAP):
            return self._items(major, number, levels - 1)
        return self._plain(major, number)

    def _plain(self, major: int, number: int) -> object:
        if major == UNSIGNED:
            return number
        if major == NEGATIVE:
            return -1 - number
        if major == BYTES:
            return self.take(number)
        if major == TEXT:
            return self._text(number)
        raise NotCanonical("a tag")

    def _number(self, info: int) -> int:
        if info < _DIRECT:
            return info
        for head, size, _ in _HEADS:
            if info == head:
                number = int.from_bytes(self.take(size), "big")
                least = _DIRECT if size == 1 else 1 << (4 * size)
                if number < least:
                    raise NotCanonical("a number that has a shorter form")
                return number
        raise NotCanonical("a length that is not given in front")

    def _items(self, major: int, number: int, levels: int) -> object:
        # Each item takes a byte at least: a forged count must not reserve memory.
        if number > len(self.data) - self.position:
            raise NotCanonical("the bytes end within a value")
        if major == MAP:
            return self._map(number, levels)
        return [self.read(levels) for _ in range(number)]

    def _text(self, size: int) -> str:
        try:
            return self.take(size).decode()
        except UnicodeDecodeError as error:
            raise NotCanonical("a text that is not UTF-8") from error

    def _map(self, number: int, levels: int) -> dict[str, object]:
        out: dict[str, object] = {}
        before = b""
        for _ in range(number):
            start = self.position
            key = self.read(1)
            if not isinstance(key, str):
                raise NotCanonical("a key that is no text")
            encoded = self.data[start : self.position]
            if encoded <= before:
                raise NotCanonical("keys out of order, or one key twice")
            before = encoded
            out[key] = self.read(levels)
        return out

    def _simple(self, first: int, info: int) -> object:
        for value, (constant,) in _CONSTANTS.items():
            if first == constant:
                return value
        for head, size, form in _FLOATS:
            if info == head:
                packed = self.take(size)
                value = struct.unpack(form, packed)[0]
                if _float(value) != bytes((first,)) + packed:
                    raise NotCanonical("a float that has a shorter form")
                return value
        raise NotCanonical("a simple value that is not used here")
