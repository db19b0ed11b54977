"""Pages out of templates: the environment, in every language at once."""

import re
from dataclasses import fields
from typing import Any, ClassVar, Protocol

from flask import url_for
from jinja2 import Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.ext import Extension
from jinja2.runtime import Context

from triage.web.frame import Frame

_TAG = re.compile(r"<[a-z][^<>]*>")
_PLAIN_ATTRIBUTE = re.compile(r'(\s[a-z-]+)="([\w./-]+)"')
_NEEDLESS_END_TAG = re.compile(r"</(?:html|body|p|li|option|tr|td|th)>")
_INDENT = re.compile(r"\s*\n\s*")
_BLOCKS = "p|ul|ol|li|h1|h2|form|main|footer|div|nav|label|option|fieldset|legend|title|meta|link"
_SPACE_BEFORE_BLOCK = re.compile(rf"\n(?=</?(?:{_BLOCKS})\b)")
_SPACE_IN_BLOCK = re.compile(rf"(<(?:{_BLOCKS})\b[^<>]*>)\n")


class Squeeze(Extension):
    """Takes out of a template's source what HTML lets one leave out: indents, quotes, end tags.

    A paragraph's end tag goes too, so after a paragraph only a block or its parent's end may come.
    """

    def preprocess(
        self,
        source: str,
        name: str | None,  # noqa: ARG002  Jinja's signature
        filename: str | None = None,  # noqa: ARG002  Jinja's signature
    ) -> str:
        """Return *source* in fewer bytes."""
        short = _INDENT.sub("\n", _NEEDLESS_END_TAG.sub("", source))
        short = _SPACE_IN_BLOCK.sub(r"\1", _SPACE_BEFORE_BLOCK.sub("", short))
        return _TAG.sub(lambda tag: _PLAIN_ATTRIBUTE.sub(r"\1=\2", tag[0]), short)


class Page(Protocol):
    """What a template is filled with: one frozen dataclass a page, its fields are the variables."""

    template: ClassVar[str]
    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def frame(self) -> Frame:
        """What every page has round it."""


def make_environment() -> Environment:
    """Return the templates, escaping everything, speaking the language of the page's frame."""
    environment = Environment(
        loader=PackageLoader("triage.web"),
        extensions=["jinja2.ext.i18n", Squeeze],
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.policies["ext.i18n.trimmed"] = True
    environment.globals["url_for"] = url_for
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        _gettext, _ngettext, newstyle=True, pgettext=_pgettext
    )
    return environment


def render(environment: Environment, page: Page) -> str:
    """Return *page* as HTML."""
    words = {field.name: getattr(page, field.name) for field in fields(page)}
    return environment.get_template(page.template).render(words)


@pass_context
def _gettext(context: Context, message: str) -> str:
    return _frame(context).words.gettext(message)


@pass_context
def _ngettext(context: Context, singular: str, plural: str, n: int) -> str:
    return _frame(context).words.ngettext(singular, plural, n)


@pass_context
def _pgettext(context: Context, meaning: str, message: str) -> str:
    return _frame(context).words.pgettext(meaning, message)


def _frame(context: Context) -> Frame:
    frame: Frame = context["frame"]
    return frame
