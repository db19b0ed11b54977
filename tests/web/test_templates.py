"""Templates hold no logic and show what their page holds, no more and no less."""

import importlib
import pkgutil
from dataclasses import fields

import pytest
from jinja2 import meta, nodes

import triage.web.pages
from triage.web.rendering import make_environment
from triage.web.replies import gzipped
from triage.web.style import load_style

ENVIRONMENT = make_environment()
GIVEN = set(ENVIRONMENT.globals) | {"self"}
LOGIC = (
    nodes.Assign,
    nodes.AssignBlock,
    nodes.Macro,
    nodes.CallBlock,
    nodes.Import,
    nodes.FromImport,
)


def pages():
    for module in pkgutil.iter_modules(triage.web.pages.__path__):
        found = vars(importlib.import_module(f"triage.web.pages.{module.name}")).values()
        yield from (one for one in found if hasattr(one, "template") and isinstance(one, type))


def parts(name):
    """Return the syntax trees of a template and of everything it is made of."""
    source = ENVIRONMENT.loader.get_source(ENVIRONMENT, name)[0]
    tree = ENVIRONMENT.parse(source)
    used = {one for one in meta.find_referenced_templates(tree) if one}
    return [tree, *(part for one in used for part in parts(one))]


def variables(name):
    trees = parts(name)
    wanted = set().union(*(meta.find_undeclared_variables(tree) for tree in trees))
    looped = {
        target.name
        for tree in trees
        for loop in tree.find_all(nodes.For)
        for target in loop.target.find_all(nodes.Name) or [loop.target]
    } | {
        loop.target.name
        for tree in trees
        for loop in tree.find_all(nodes.For)
        if isinstance(loop.target, nodes.Name)
    }
    return wanted - looped - GIVEN


PAGES = sorted(set(pages()), key=lambda one: one.__name__)


def test_every_template_belongs_to_a_page():
    whole = {name for name in ENVIRONMENT.list_templates(["html"]) if not name.startswith("_")}

    assert whole == {page.template for page in PAGES}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_template_uses_exactly_what_its_page_holds(page):
    assert variables(page.template) == {field.name for field in fields(page)}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_template_decides_nothing(page):
    for tree in parts(page.template):
        assert not list(tree.find_all(LOGIC))


def test_the_style_sheet_needs_nothing_new():
    css = load_style().css

    assert not [word for word in ("grid", "var(", "gap:", "vw", "@import", "url(") if word in css]
    assert len(gzipped(css.encode())) <= 620
