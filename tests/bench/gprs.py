"""How long each listed page takes to load on GPRS, by Chromium's own throttling.

The browser is cold and asks the shelf of pages on loopback. Chromium adds the latency once a
request: no handshake, no slow start, no loss. A real first page over TLS waits two round trips
more.
"""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench.figures import Figure, at_most
from tests.pages.browser import chromium, fresh_page
from tests.pages.listing import PAGES
from tests.pages.shelf import Shelf, collected, standing

LATENCY_MS = 500
DOWN_KBIT_S, UP_KBIT_S = 50, 20
SLOWER_PROCESSOR = 4
TARGET_MS = 1200
GPRS = {
    "offline": False,
    "latency": LATENCY_MS,
    "downloadThroughput": DOWN_KBIT_S * 1000 / 8,
    "uploadThroughput": UP_KBIT_S * 1000 / 8,
}
_LOADED = "performance.getEntriesByType('navigation')[0].loadEventEnd"


def load_ms(browser: Browser, shelf: Shelf, path: tuple[str, str], *, is_warm: bool) -> float:
    """Return the time to the load event; a warm browser has the style sheet already."""
    with fresh_page(browser) as page:
        if is_warm:
            page.goto(shelf.url(*path))
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.emulateNetworkConditions", GPRS)
        session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER_PROCESSOR})
        page.goto(shelf.url(*path), wait_until="load")
        return float(page.evaluate(_LOADED))


def rows(language: str = "en") -> Iterator[tuple[str, float, float]]:
    """Give name, cold and warm load time in milliseconds, each measured once."""
    collected(language)
    with standing() as shelf, chromium() as browser:
        for listed in PAGES:
            path = (language, listed.name)
            cold_ms = load_ms(browser, shelf, path, is_warm=False)
            yield listed.name, cold_ms, load_ms(browser, shelf, path, is_warm=True)


def figures(_directory: Path) -> Iterator[Figure]:
    """The load event of every listed page, each measured once, by Chromium's own throttling
    (50 kbit/s down, 20 up, 500 ms, a processor four times slower); beside: with an empty cache.
    """
    for name, cold_ms, warm_ms in rows():
        yield Figure(
            what=name,
            value=f"{warm_ms:.0f} ms",
            beside=f"{cold_ms:.0f} ms",
            target=at_most(warm_ms, TARGET_MS, "ms"),
        )
