"""What a model's file may hold: standard operators that only look up and add up.

The file comes from whoever trained it. Before the runtime sees it, this walks its protobuf fields
(onnx.proto of ONNX 1.23) and refuses what a sum of tables has no use for: operators of other
makers, branches and loops, tables that lie in other files.
"""

from collections.abc import Iterator, Mapping
from itertools import chain

LARGEST_FILE = 1_000_000
STANDARD_DOMAINS = frozenset([b"", b"ai.onnx"])
OPERATORS = frozenset(
    b"Add And Cast Clip Concat Constant Div Equal Flatten Gather GatherElements Gemm Greater"
    b" GreaterOrEqual Identity IsNaN Less LessOrEqual MatMul Max Min Mul Neg Not Or ReduceSum"
    b" Sigmoid Slice Split Squeeze Sub Unsqueeze Where".split()
)

_MODEL = {"graph": 7, "opset": 8, "training": 20, "functions": 25}
_GRAPH = {"node": 1, "initializer": 5, "sparse": 15}
_NODE = {"operator": 4, "attribute": 5, "domain": 7}
_ATTRIBUTE = {"tensor": 5, "graph": 6, "tensors": 10, "graphs": 11}
_SPARSE = (22, 23)
_TENSOR = {"external_data": 13, "data_location": 14}
_OPSET_DOMAIN = 1
_VARINT, _EIGHT_BYTES, _WITH_LENGTH, _FOUR_BYTES = 0, 1, 2, 5
_FIXED = {_EIGHT_BYTES: 8, _FOUR_BYTES: 4}
_LONGEST_VARINT = 10


def foreign(content: bytes) -> str | None:
    """Return what *content*, a model's file, holds that no model may; None if there is nothing."""
    if len(content) > LARGEST_FILE:
        return f"{len(content)} bytes; at most {LARGEST_FILE} are taken"
    try:
        return next(_found(_fields(content)), None)
    except (IndexError, ValueError):
        return "no ONNX file"


def _found(model: Mapping[int, list[int | bytes]]) -> Iterator[str]:
    if _MODEL["functions"] in model or _MODEL["training"] in model:
        yield "functions or training steps of its own"
    for opset in _messages(model, _MODEL["opset"]):
        yield from _domain(opset.get(_OPSET_DOMAIN, [b""]))
    graphs = _messages(model, _MODEL["graph"])
    if len(graphs) != 1:
        yield f"{len(graphs)} graphs"
    for graph in graphs:
        yield from _of_graph(graph)


def _of_graph(graph: Mapping[int, list[int | bytes]]) -> Iterator[str]:
    if _GRAPH["sparse"] in graph:
        yield "a sparse table"
    for table in _messages(graph, _GRAPH["initializer"]):
        yield from _of_table(table)
    for node in _messages(graph, _GRAPH["node"]):
        yield from _domain(node.get(_NODE["domain"], [b""]))
        for operator in node.get(_NODE["operator"], [b""]):
            if operator not in OPERATORS:
                yield f"the operator {_shown(operator)}"
        for attribute in _messages(node, _NODE["attribute"]):
            yield from _of_attribute(attribute)


def _of_attribute(attribute: Mapping[int, list[int | bytes]]) -> Iterator[str]:
    if _ATTRIBUTE["graph"] in attribute or _ATTRIBUTE["graphs"] in attribute:
        yield "a graph within its graph"
    if any(number in attribute for number in _SPARSE):
        yield "a sparse table"
    for table in chain(
        _messages(attribute, _ATTRIBUTE["tensor"]), _messages(attribute, _ATTRIBUTE["tensors"])
    ):
        yield from _of_table(table)


def _of_table(table: Mapping[int, list[int | bytes]]) -> Iterator[str]:
    if _TENSOR["external_data"] in table or any(table.get(_TENSOR["data_location"], [])):
        yield "a table that lies in another file"


def _domain(given: list[int | bytes]) -> Iterator[str]:
    for domain in given:
        if domain not in STANDARD_DOMAINS:
            yield f"operators of {_shown(domain)}"


def _shown(value: int | bytes) -> str:
    return repr(value.decode(errors="replace") if isinstance(value, bytes) else value)


def _messages(
    message: Mapping[int, list[int | bytes]], number: int
) -> list[dict[int, list[int | bytes]]]:
    """Return the messages in field *number* of *message*, each by field number."""
    inner = message.get(number, [])
    return [_fields(value) for value in inner if isinstance(value, bytes)]


def _fields(content: bytes) -> dict[int, list[int | bytes]]:
    """Return the values of a protobuf message by field number, in their order.

    Raises:
        IndexError, ValueError: the bytes end early or are no protobuf.
    """
    fields: dict[int, list[int | bytes]] = {}
    at = 0
    while at < len(content):
        key, at = _varint(content, at)
        kind = key & 7
        value: int | bytes
        if kind == _VARINT:
            value, at = _varint(content, at)
        else:
            length, at = (
                _varint(content, at) if kind == _WITH_LENGTH else (_FIXED.get(kind, -1), at)
            )
            if length < 0 or at + length > len(content):
                raise ValueError("no protobuf")
            value, at = content[at : at + length], at + length
        fields.setdefault(key >> 3, []).append(value)
    return fields


def _varint(content: bytes, at: int) -> tuple[int, int]:
    """Return the number that begins at *at*, and where the next field begins."""
    number = 0
    for step in range(_LONGEST_VARINT):
        byte = content[at + step]
        number |= (byte & 0x7F) << (7 * step)
        if byte < 0x80:  # noqa: PLR2004  the highest bit says that more follow
            return number, at + step + 1
    raise ValueError("no protobuf")
