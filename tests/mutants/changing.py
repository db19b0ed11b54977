"""Mutants of a module: each differs from it in one limit, comparison, level, sign or connective."""

import ast
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass

OPERATORS = {
    "<": ("<=", ">"),
    "<=": ("<", ">"),
    ">": (">=", "<"),
    ">=": (">", "<"),
}
"""The other side of the boundary, and the other direction."""
COMPARISONS = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
LEVELS = {"RED": "ORANGE", "ORANGE": "YELLOW", "YELLOW": "ORANGE", "GREEN": "YELLOW"}
CONNECTIVES = {
    "AnyOf": "AllOf",
    "AllOf": "AnyOf",
    "any": "all",
    "all": "any",
    "max": "min",
    "min": "max",
}
SIGNS = frozenset({"Sign", "Said", "Seen"})
NOBODY_HAS = "sign_that_nobody_has"
PAPERS = frozenset({"date", "Protocol"})
"""Calls whose arguments decide nothing: edition, owner, day of review."""
TENTH = 0.1
Change = tuple[str, Callable[[], None]]
"""What is changed, in words, and what does it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mutant:
    """A changed module.

    Attributes:
        line: where, in the file as it is.
        change: what, as ``3 -> 4``.
        tree: the whole module with the change.
    """

    line: int
    change: str
    tree: ast.Module


def mutants_of(source: str) -> Iterator[Mutant]:
    """Yield every mutant of *source*, from its first line to its last."""
    tree = ast.parse(source)
    for place in list(_places(tree)):
        for number in range(len(_changes(place))):
            copied = deepcopy(tree)
            same = next(one for one in _places(copied) if _key(one) == _key(place))
            change, apply = _changes(same)[number]
            apply()
            yield Mutant(line=place.lineno, change=change, tree=ast.fix_missing_locations(copied))


def _key(node: ast.expr) -> tuple[object, ...]:
    return (type(node), node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)


def _places(node: ast.AST) -> Iterator[ast.expr]:
    """Yield every expression that could be changed, without annotations and papers."""
    for name, value in ast.iter_fields(node):
        if name in {"annotation", "returns", "decorator_list"}:
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _is_paper(child):
                continue
            if isinstance(child, ast.expr) and _changes(child):
                yield child
            yield from _places(child)


def _is_paper(node: ast.AST) -> bool:
    is_call = isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    return is_call and node.func.id in PAPERS


def _changes(node: ast.expr) -> list[Change]:
    """Return what can be changed at *node*: a name for each change, and what makes it."""
    match node:
        case ast.Constant():
            return _of_constant(node)
        case ast.Compare(ops=[op]):
            new = COMPARISONS[type(op)]
            return [_set(node, "ops", [n()], f"{type(op).__name__} -> {n.__name__}") for n in new]
        case ast.Attribute(value=ast.Name(id="Level"), attr=attr) if attr in LEVELS:
            return [_set(node, "attr", LEVELS[attr], f"{attr} -> {LEVELS[attr]}")]
        case ast.Call(func=ast.Name() as func):
            return _of_call(func, node.args)
        case ast.BoolOp(op=op):
            other = ast.Or() if isinstance(op, ast.And) else ast.And()
            return [_set(node, "op", other, f"{type(op).__name__} -> {type(other).__name__}")]
    return []


def _of_constant(node: ast.Constant) -> list[Change]:
    value = node.value
    if isinstance(value, bool):
        return [_set(node, "value", not value, f"{value} -> {not value}")]
    if isinstance(value, int | float):
        step = 1 if isinstance(value, int) else TENTH
        both = (value + step, value - step)
        return [_set(node, "value", new, f"{value} -> {new:g}") for new in both]
    if value in OPERATORS:
        return [_set(node, "value", new, f"{value} -> {new}") for new in OPERATORS[value]]
    return []


def _of_call(func: ast.Name, args: list[ast.expr]) -> list[Change]:
    if func.id in CONNECTIVES:
        return [_set(func, "id", CONNECTIVES[func.id], f"{func.id} -> {CONNECTIVES[func.id]}")]
    if not args or not isinstance(args[0], ast.Constant):
        return []
    given = args[0]
    if func.id in SIGNS:
        return [_set(given, "value", NOBODY_HAS, f"{given.value} left out")]
    if func.id == "Avpu":
        rest = [given.value.replace(one, "") for one in given.value]
        return [_set(given, "value", new, f"{given.value} -> {new}") for new in rest]
    return []


def _set(node: ast.AST, name: str, value: object, change: str) -> Change:
    return change, lambda: setattr(node, name, value)
