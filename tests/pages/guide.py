"""The way to each page: a site, who opens it, and what was typed before."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from itertools import count, cycle
from pathlib import Path

from werkzeug.test import TestResponse

from tests.pages.dumps import CODE
from tests.web.person import FEVER, NORMAL, NOTHING_SEEN, WOMAN, Person, hidden
from tests.web.site import PIN, Site, make_site
from triage.web.door import EXTENSION

ZONE = timezone(timedelta(hours=7))
"""Where the clinic lies; the machine's own zone must not change a page."""
WAITING = 30
"""Patients in the line: a very busy morning."""
SIGNED_IN_FOR = timedelta(minutes=4)
"""Shorter than the time after which an idle device asks for the PIN again."""
WORKER = "Noi"
ILL = {"hr": "132", "rr": "34", "temp_c": "39.4", "spo2": "88", "avpu": "V", "sbp": "84"}
CASES: Mapping[str, Mapping[str, dict[str, object]]] = {
    "green": {},
    "yellow": {"vitals": NORMAL | {"temp_c": "39.5"}},
    "orange": {"vitals": NORMAL | {"rr": "22", "temp_c": "38.5", "spo2": "93", "sbp": "105"}},
    "red": {"signs": {"present": ["stridor", "heavy_bleeding"]}, "vitals": ILL},
    "incomplete": {"signs": {"none": ["look"]}, "vitals": {"why_spo2": "no_device"}},
}


class Guide:
    """Leads people to pages in one language; every case and person is made once."""

    def __init__(self, site: Site, language: str) -> None:
        """Speak *language*."""
        self.site, self.language = site, language
        self.person = self.stranger()
        self._people: dict[str, tuple[Person, datetime]] = {}
        self._codes: dict[str, str] = {}

    def stranger(self) -> Person:
        """Return somebody new, who chose the language."""
        found = Person(self.site)
        assert found.send("/language", language=self.language).status_code == 303
        return found

    def somebody(self, name: str) -> Person:
        """Return the person *name*, signed in not long ago; a stranger for ""."""
        if not name:
            return self.stranger()
        now = self.site.clock()
        person, since = self._people.get(name, (None, now))
        if person is None or now - since > SIGNED_IN_FOR:
            person = self.stranger()
            assert person.send("/sign-in", name=name, pin=PIN).status_code == 303
            person.send("/language", language=self.language)
            self._people[name] = (person, now)
        return person

    def case(self, name: str) -> str:
        """Return the case code of the patient *name* of CASES."""
        if name not in self._codes:
            self._codes[name] = self.entered(CASES[name])
        return self._codes[name]

    def entered(self, typed: Mapping[str, dict[str, object]]) -> str:
        """Enter a patient, a minute after the one before, and return the case code."""
        self.site.clock.turn(minutes=1)
        return self.somebody(WORKER).code(**typed)

    def fill_the_line(self) -> None:
        """Let WAITING patients wait."""
        kinds = cycle(CASES.values())
        for number in range(len(self._codes), WAITING):
            self._codes[str(number)] = self.entered(next(kinds))

    def step(self, number: int, who: Mapping[str, object]) -> str:
        """Return the address of a step of a new visit: 1 complaint, 2 signs, 3 measurements."""
        steps = (FEVER, NOTHING_SEEN)[: number - 1]
        return self.person.go(self.person.begin(**who), *steps)

    def further(self, complaint: str, who: Mapping[str, object]) -> str:
        """Return the address of the further questions that *complaint* opens."""
        path = self.person.begin(**who)
        for typed in ({"complaint": complaint}, NOTHING_SEEN):
            path = self.person.send(path, **typed).headers["Location"]
        return path


Way = Callable[[Guide], TestResponse]


def at(path: str) -> Way:
    """Return the way to an address that is always the same."""
    return lambda guide: guide.person.get(path)


def posted(path: str, **typed: object) -> Way:
    """Return the way to what the form at *path* answers."""
    return lambda guide: guide.person.send(path, **typed)


def forged(path: str, **typed: object) -> Way:
    """Return the way to what a form without a key of this browser is answered."""
    return lambda guide: guide.person.post(path, {"k": "x"} | typed)


def of(case: str, part: str = "") -> Way:
    """Return the way to a page of the patient *case*."""
    return lambda guide: guide.person.get(f"/visits/{guide.case(case)}{part}")


def changed(case: str, part: str, **typed: object) -> Way:
    """Return the way to what a form about the patient *case* answers."""
    return lambda guide: guide.person.send(f"/visits/{guide.case(case)}{part}", **typed)


def step(number: int, **who: object) -> Way:
    """Return the way to a step of a new visit of the person *who*."""
    return lambda guide: guide.person.get(guide.step(number, who))


def refused(number: int, typed: Mapping[str, object], **who: object) -> Way:
    """Return the way to a step that was sent with *typed*, which cannot be taken."""
    return lambda guide: guide.person.send(guide.step(number, who), **typed)


def asked_further(complaint: str, topic: str = "", **who: object) -> Way:
    """Return the way to the further questions of a new visit, or to those of a *topic*."""
    more = f"?more={topic}" if topic else ""
    return lambda guide: guide.person.get(guide.further(complaint, who) + more)


def further_refused(guide: Guide) -> TestResponse:
    """Return the further questions that were sent with a number that is none."""
    return guide.person.send(guide.further("39", {}), diarrhoea_days="x")


def lowered(guide: Guide) -> TestResponse:
    """Return the visit of somebody who was RED and is better, to be confirmed."""
    code = guide.entered(CASES["red"])
    path = f"/visits/{code}/correct/signs"
    guide.somebody(WORKER).send(path, **NOTHING_SEEN, present=[])
    path = f"/visits/{code}/retriage"
    guide.somebody(WORKER).send(path, **NORMAL)
    return guide.person.get(f"/visits/{code}")


def unknown_device(path: str, **typed: object) -> Way:
    """Return the way to a page, or what its form answers, for a browser never enrolled."""

    def lead(guide: Guide) -> TestResponse:
        browser = Person(guide.site, enrolled=False)
        browser.send("/language", language=guide.language)
        return browser.send(path, **typed) if typed else browser.get(path)

    return lead


def told(part: str = "", **typed: object) -> Way:
    """Return the way to an emergency that was told on this device; *typed* goes to *part*."""

    def lead(guide: Guide) -> TestResponse:
        answer = tell(guide, present=["stridor", "heavy_bleeding"])
        shown = answer.headers["Location"] + part
        return guide.person.send(shown, **typed) if typed else guide.person.get(shown)

    return lead


def tell(guide: Guide, **typed: object) -> TestResponse:
    """Tell an emergency, a minute before whatever comes next: else their order were chance."""
    path = "/emergency/adult"
    answer = guide.person.post(path, hidden(guide.person.get(path), path) | typed)
    guide.site.clock.turn(minutes=1)
    return answer


def drawn(guide: Guide) -> TestResponse:
    """Return the page that shows a code for a new device."""
    answer = guide.person.send("/people", "/people/enrol", device="Desk")
    return guide.person.get(answer.headers["Location"])


def emergency_refused(guide: Guide) -> TestResponse:
    """Return the emergency form that was sent with an age that is none."""
    return tell(guide, age="x", present=["stridor"])


def unclaimed(guide: Guide) -> TestResponse:
    """Return the visit of an emergency that nobody has taken over yet."""
    code = CODE.search(told()(guide).text)[0]
    return guide.somebody(WORKER).get(f"/visits/{code}")


def typed_too_late(guide: Guide) -> TestResponse:
    """Return the answer to a form that was sent after its session had ended."""
    late = Person(guide.site)
    late.send("/language", language=guide.language)
    return late.post("/visits/new", hidden(guide.somebody(WORKER).get("/visits/new")) | WOMAN)


def busy(path: str) -> Way:
    """Return the way to a page of a very busy morning, with unfinished forms."""

    def lead(guide: Guide) -> TestResponse:
        guide.fill_the_line()
        return guide.somebody(WORKER).get(path)

    return lead


def in_order() -> Callable[[int], bytes]:
    """Return what takes the place of chance in a site whose pages are compared."""
    drawn = count()
    return lambda length: sha256(str(next(drawn)).encode()).digest()[:length]


@contextmanager
def guided(directory: Path, language: str, *, is_demonstration: bool = False) -> Iterator[Guide]:
    """Give a guide to a new site in *directory*."""
    site = make_site(directory, is_demonstration=is_demonstration, plain_http=True)
    extensions = site.app.extensions
    extensions[EXTENSION] = replace(extensions[EXTENSION], zone=ZONE, random=in_order())
    try:
        yield Guide(site, language)
    finally:
        site.clinic.database.close()
