"""What can be seen and reached on a page in a browser. Every function returns what is wrong."""

from playwright.sync_api import Page

CONTROLS = "a[href],input:not([type=hidden]),select,textarea,button,summary"
ALLOWANCE_PX = 0.5
LEAST_OUTLINE_PX = 2
LEAST_TARGET_PX = 24
"""WCAG 2.2, 2.5.8; links in a sentence are excepted there."""
LEAST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3."""

_CUT_OFF = """(allowance) => {
  const width = document.documentElement.clientWidth;
  const wrong = [];
  if (document.documentElement.scrollWidth > width)
    wrong.push(`the page is ${document.documentElement.scrollWidth} of ${width} px wide`);
  for (const e of document.body.querySelectorAll('*')) {
    const box = e.getBoundingClientRect();
    if (box.width && (box.right > width + allowance || box.left < -allowance))
      wrong.push(`${e.tagName} from ${box.left} to ${box.right}: ${e.textContent.slice(0, 40)}`);
    if (e.matches('input[type=submit]') && e.scrollWidth > e.clientWidth)
      wrong.push(`the words of ${e.value} are cut off`);
  }
  return wrong;
}"""

_TOO_SMALL = """(least) => [...document.querySelectorAll(
    'input:not([type=hidden]),select,textarea,button,nav a,li>a')]
  .filter(e => { const b = e.getBoundingClientRect(); return b.width < least || b.height < least })
  .map(e => e.outerHTML.slice(0, 80))"""

_FOCUSED = """(selector) => {
  const e = document.activeElement, style = getComputedStyle(e), box = e.getBoundingClientRect();
  const marked = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth);
  return {
    place: [...document.querySelectorAll(selector)].indexOf(e),
    outline: marked || 0,
    isInView: box.bottom > 0 && box.top < innerHeight,
  };
}"""

_FAINT = """(least) => {
  const light = c => {
    const [r, g, b] = c.match(/[0-9.]+/g).map(Number).map(
      v => v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  return [...document.body.querySelectorAll('*')]
    .filter(e => e.getClientRects().length)
    .filter(e => [...e.childNodes].some(n => n.nodeType === 3 && n.textContent.trim()))
    .filter(e => 1.05 / (light(getComputedStyle(e).color) + 0.05) < least)
    .map(e => e.outerHTML.slice(0, 80));
}"""


def cut_off(page: Page) -> list[str]:
    """Return what is wider than the screen or lies beside it."""
    return page.evaluate(_CUT_OFF, ALLOWANCE_PX)


def too_small(page: Page) -> list[str]:
    """Return what is pressed and smaller than a fingertip needs."""
    return page.evaluate(_TOO_SMALL, LEAST_TARGET_PX)


def faint_on_paper(page: Page) -> list[str]:
    """Return text that cannot be read on white paper, where browsers print no background."""
    return page.evaluate(_FAINT, LEAST_CONTRAST)


def unreachable(page: Page) -> list[str]:
    """Press Tab through the page; return what is missed, out of order, unmarked or out of view."""
    wrong = []
    for place in range(page.locator(CONTROLS).count()):
        page.keyboard.press("Tab")
        found = page.evaluate(_FOCUSED, CONTROLS)
        if found["place"] != place:
            wrong.append(f"Tab {place + 1} leads to control {found['place'] + 1}")
        if found["outline"] < LEAST_OUTLINE_PX:
            wrong.append(f"control {place + 1} does not show that it has the focus")
        if not found["isInView"]:
            wrong.append(f"control {place + 1} has the focus out of view")
    return wrong
