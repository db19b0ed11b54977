"""Bytes of every page beside two widely used frameworks for pages.

They are the same whatever else runs, but for a few bytes: keys and case codes are random, and
compress a little differently each time.
"""

from collections.abc import Generator, Iterator
from pathlib import Path

from tests.bench import peers
from tests.bench.figures import Figure, at_most
from tests.pages.guide import WORKER
from tests.pages.listing import FORM, OTHER, RESULT
from tests.pages.shelf import Seen, collected
from tests.pages.test_budgets import RAW, limit
from tests.pages.test_headers import LONGEST_HEADERS, get, header_block, sign_in
from tests.web.served import served
from triage.web.replies import gzipped
from triage.web.style import load_style

LANGUAGES = ("en", "th")
FRAMEWORKS = {
    "GOV.UK Frontend 6.6.0": (
        "govuk-frontend",
        "6.6.0",
        "xctkWrQvLnvQt7fyjQ3MGX9S0wz0x0RQuLxCeoXF+s8EjGICG81/DYQGKN5qgO+0KVT12UAaRwUsGY6fulRcRg==",
        ("dist/govuk/govuk-frontend.min.css", "dist/govuk/govuk-frontend.min.js"),
    ),
    "Bootstrap 5.3.9": (
        "bootstrap",
        "5.3.9",
        "20cU0rcfw8WdxtVbmfU+xT2EjvVTw9Ror/h1Qvd7DXCujRg8OO9mdBCsmTHdJFf3BuadmBNJtgIuUXsBqSkk/w==",
        ("dist/css/bootstrap.min.css", "dist/js/bootstrap.bundle.min.js"),
    ),
}
"""Name, version, SHA-512 of the package, and its style sheet and script, both minified."""
BUDGETS = {FORM: (2000, 2600), RESULT: (800, 800), OTHER: (3000, 3000)}
"""Bytes of gzip in Latin script and in any other, by kind of page."""
ASKED_FOR = ("<link rel=stylesheet", '<link rel="stylesheet', "<script", "<img", "<iframe")
PATHS = ("/sign-in", "/", "/line", "/visits/new")
ONE_VISIT = ("who", "complaint", "signs", "vitals", "result-red")


def figures(directory: Path) -> Iterator[Figure]:
    """Bytes of gzip, as they are sent, in English and in Thai, on a site that is no
    demonstration; raw bytes after them. Beside: the English page and the style sheet as a share
    of GOV.UK Frontend's style sheet and script, compressed the same way, which are there before
    a page of it has a word.
    """
    pages = {code: collected(code).pages for code in LANGUAGES}
    sheet = load_style().css.encode()
    framework = yield from _frameworks()
    english = pages[LANGUAGES[0]]
    for name in english:
        yield _page([pages[code][name] for code in LANGUAGES], len(gzipped(sheet)), framework)
    whole = [sum(len(gzipped(seen[name].body)) for name in ONE_VISIT) for seen in pages.values()]
    yield Figure(
        what="four forms and a RED result",
        value=f"{whole[0]:,} / {whole[1]:,}",
        beside=_share(whole[0] + len(gzipped(sheet)), framework),
    )
    yield Figure(what="the style sheet", value=f"{len(gzipped(sheet)):,} (raw {len(sheet):,})")
    most = max(_requests(page) for seen in pages.values() for page in seen.values())
    scripts = sum(b"<script" in page.body for seen in pages.values() for page in seen.values())
    yield Figure(what="requests of a page, pages with a script", value=f"{most}, {scripts}")
    yield from _headers(directory / "served")


def _frameworks() -> Generator[Figure, None, int | None]:
    """Give the weight of each framework and return that of the first, None if it is not here."""
    found: list[int | None] = []
    for title, (name, version, sha512, files) in FRAMEWORKS.items():
        try:
            parts = peers.members(peers.tarball(name, version, sha512), *files)
        except peers.NotFetchedError:
            found.append(None)
            yield Figure(what=f"{title}, style sheet and script", value="not fetched")
        else:
            found.append(sum(len(gzipped(part)) for part in parts))
            raw = sum(map(len, parts))
            value = f"{found[-1]:,} (raw {raw:,})"
            yield Figure(what=f"{title}, style sheet and script", value=value)
    return found[0]


def _page(pages: list[Seen], sheet_bytes: int, framework: int | None) -> Figure:
    sizes = [len(gzipped(page.body)) for page in pages]
    raw = max(len(page.body) for page in pages)
    return Figure(
        what=pages[0].name,
        value=f"{sizes[0]:,} / {sizes[1]:,} (raw {len(pages[0].body):,} / {len(pages[1].body):,})",
        beside=_share(sizes[0] + sheet_bytes, framework),
        target=_target(pages, sizes) if raw <= RAW else f"raw <= {RAW:,}: **not met**",
    )


def _target(pages: list[Seen], sizes: list[int]) -> str:
    """Return the budget, and where it is not kept, up to which size that was decided."""
    budget = BUDGETS[pages[0].kind]
    text = f"<= {budget[0]:,} / {budget[1]:,}: "
    if all(size <= most for size, most in zip(sizes, budget, strict=True)):
        return text + "met"
    accepted = " / ".join(
        f"{limit(page, code):,}" for page, code in zip(pages, LANGUAGES, strict=True)
    )
    return text + f"**not met**; decision 0005 takes {accepted}"


def _share(ours: int, framework: int | None) -> str:
    return f"{ours / framework:.0%}" if framework else "not fetched"


def _requests(page: Seen) -> int:
    """Return how many requests a browser needs for *page*, itself included."""
    return 1 + sum(page.body.decode().count(tag) for tag in ASKED_FOR)


def _headers(directory: Path) -> Iterator[Figure]:
    directory.mkdir()
    with served(directory) as address:
        cookie = sign_in(address, (directory / "enrol-code").read_text(), WORKER)
        blocks = {path: header_block(address, get(path, f"Cookie: {cookie}")) for path in PATHS}
    longest = max(blocks, key=lambda path: len(blocks[path]))
    size = len(blocks[longest])
    yield Figure(
        what=f"longest headers of {len(PATHS)} pages (`{longest}`)",
        value=f"{size}",
        target=at_most(size, LONGEST_HEADERS, "B"),
    )
