"""Every listed page, as the program answered it, on a shelf that any browser can read from."""

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from flask import Flask
from werkzeug.wrappers import Request

from tests.pages.guide import guided
from tests.pages.listing import PAGES, Listed
from triage.web.replies import FOR_A_YEAR, gzipped
from triage.web.style import load_style


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A listed page in one language.

    Attributes:
        listed: its line in the list.
        endpoint: what showed it, "" for nothing.
        status: HTTP status.
        headers: of the answer.
        body: the page as HTML.
    """

    listed: Listed
    endpoint: str
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def name(self) -> str:
        """Its name in the list."""
        return self.listed.name

    @property
    def kind(self) -> str:
        """The kind of its budget."""
        return self.listed.kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """All listed pages in one language, by name, and the templates they were made from."""

    pages: Mapping[str, Seen]
    templates: frozenset[str]


DEMONSTRATION = "demonstration"
"""In the place of a language: the pages of a demonstration site, in English."""


@cache
def collected(language: str) -> Collection:
    """Return every listed page in *language*, from a new site."""
    is_demonstration = language == DEMONSTRATION
    spoken = "en" if is_demonstration else language
    with (
        tempfile.TemporaryDirectory() as directory,
        guided(Path(directory), spoken, is_demonstration=is_demonstration) as guide,
    ):
        seen = {}
        for listed in PAGES:
            guide.person = guide.somebody(listed.person)
            answer = listed.way(guide)
            seen[listed.name] = Seen(
                listed=listed,
                endpoint=_endpoint(guide.site.app, answer.request),
                status=answer.status_code,
                headers=dict(answer.headers),
                body=answer.get_data(),
            )
        environment = guide.site.app.extensions["triage"].environment
        names = frozenset(name for _, name in environment.cache)
    return Collection(pages=seen, templates=names)


def _endpoint(app: Flask, request: Request) -> str:
    urls = app.url_map.bind("localhost")
    if not urls.test(request.path, request.method):
        return ""
    return urls.match(request.path, request.method)[0]


@dataclass(slots=True, kw_only=True)
class Shelf:
    """An address where each page stands under /<language>/<name>, and what was asked for there."""

    address: str
    asked: list[str] = field(default_factory=list)

    def url(self, language: str, name: str) -> str:
        """Return where the page *name* stands."""
        return f"{self.address}/{language}/{name}"


def _standing(path: str) -> tuple[int, dict[str, str], bytes]:
    style = load_style()
    if path == style.path:
        return 200, {"Cache-Control": FOR_A_YEAR, "Content-Type": "text/css"}, style.css.encode()
    language, _, name = path.lstrip("/").partition("/")
    if not name:
        return 404, {}, b""
    seen = collected(language).pages[name]
    return seen.status, seen.headers, seen.body


@contextmanager
def standing() -> Iterator[Shelf]:
    """Give a shelf on a loopback port."""
    asked: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked.append(self.path)
            status, headers, body = _standing(self.path)
            packed = gzipped(body)
            own = {"Content-Encoding": "gzip", "Content-Length": str(len(packed))}
            self.send_response_only(status)
            for name, value in (headers | own).items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(packed)

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Shelf(address=f"http://127.0.0.1:{server.server_port}", asked=asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
