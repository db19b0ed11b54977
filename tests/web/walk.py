"""Every page of the web door, in one language, as a person would come to see them."""

from collections.abc import Iterator
from dataclasses import dataclass

from tests.web.person import FEVER, NORMAL, NOTHING_SEEN, Person, hidden
from tests.web.site import Site

FORM, RESULT, OTHER = "form", "result", "other"
ILL = {"hr": "132", "rr": "34", "temp_c": "39.4", "spo2": "88", "avpu": "V", "sbp": "84"}
WAITING = 30
"""Patients in the line of the walk: a very busy morning."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A page that was seen: kind is form, result or other."""

    name: str
    kind: str
    path: str
    status: int
    body: bytes


class Walk:
    """One person who opens everything."""

    def __init__(self, site: Site, language: str) -> None:
        """Read *language*."""
        self.person = Person(site, enrolled=False)
        page = self.person.send("/language", language=language)
        assert page.status_code == 303
        self.site = site
        self.language = language

    def pages(self) -> Iterator[Seen]:
        """Give every page."""
        yield self.see("enrol", OTHER, "/devices/enrol")
        self.person = Person(self.site)
        self.person.send("/language", language=self.language)
        yield self.see("sign-in", OTHER, "/sign-in")
        yield from self.emergency()
        yield self.see("language", OTHER, "/language")
        yield self.see("about", OTHER, "/about")
        self.person = Person(self.site, "Noi")
        self.person.send("/language", language=self.language)
        yield self.see("not-found", OTHER, "/visits/ZZZ-ZZZ")
        yield from self.steps()
        yield from self.results()
        yield from self.changes()
        yield from self.people()

    def see(self, name: str, kind: str, path: str) -> Seen:
        answer = self.person.get(path)
        assert answer.status_code == (404 if name == "not-found" else 200), (name, answer.text)
        return Seen(
            name=name, kind=kind, path=path, status=answer.status_code, body=answer.get_data()
        )

    def sent(self, name: str, path: str, **typed: object) -> Seen:
        answer = self.person.send(path, **typed)
        assert answer.status_code == 422, (name, answer.status)
        return Seen(name=name, kind=OTHER, path=path, status=422, body=answer.get_data())

    def emergency(self) -> Iterator[Seen]:
        """Give the pages that need nobody to be signed in."""
        yield self.see("emergency", OTHER, "/emergency")
        for chart in ("adult", "child"):
            yield self.see(f"emergency-{chart}", FORM, f"/emergency/{chart}")
        path = "/emergency/adult"
        words = hidden(self.person.get(path), path) | {"present": ["stridor", "heavy_bleeding"]}
        told = self.person.post(path, words).headers["Location"]
        yield self.see("emergency-result-red", RESULT, told)
        yield self.see("emergency-vitals", FORM, f"{told}/vitals")

    def people(self) -> Iterator[Seen]:
        """Give the pages of who lets others in."""
        noi, self.person = self.person, Person(self.site, "Suda")
        self.person.send("/language", language=self.language)
        yield self.see("people", OTHER, "/people")
        drawn = self.person.send("/people", "/people/enrol", device="Desk").headers["Location"]
        yield self.see("code", OTHER, drawn)
        self.person = noi

    def steps(self) -> Iterator[Seen]:
        """Give the steps of a new visit: of a woman who may be pregnant, and of a child."""
        yield self.see("who", FORM, "/visits/new")
        yield self.sent("who-refused", "/visits/new", sex="F", age="abc")
        path = self.person.begin(pregnant="unknown")
        yield self.see("complaint", FORM, path)
        path = self.person.send(path, **FEVER).headers["Location"]
        yield self.see("signs", FORM, path)
        path = self.person.send(path, **NOTHING_SEEN).headers["Location"]
        yield self.see("vitals", FORM, path)
        yield self.sent("vitals-refused", path, hr="0", rr="x", temp_c="99")
        path = self.person.begin(age="3", sex="M", pregnant="")
        path = self.person.send(path, **FEVER).headers["Location"]
        yield self.see("signs-child", FORM, path)

    def results(self) -> Iterator[Seen]:
        """Give a result of each level."""
        cases = {
            "green": {},
            "yellow": {"vitals": NORMAL | {"temp_c": "39.5"}},
            "red": {"signs": {"present": ["stridor", "heavy_bleeding"]}, "vitals": ILL},
            "incomplete": {"signs": {"none": ["look"]}, "vitals": {"why_spo2": "no_device"}},
        }
        for name, typed in cases.items():
            code = self.person.code(**typed)
            yield self.see(f"result-{name}", RESULT, f"/visits/{code}/result")
            yield self.see(f"visit-{name}", OTHER, f"/visits/{code}")
        self.code = code

    def changes(self) -> Iterator[Seen]:
        """Give the pages that change a visit, then home and the line."""
        base = f"/visits/{self.code}"
        yield self.see("level", OTHER, f"{base}/level")
        yield self.see("correct", OTHER, f"{base}/correct")
        for part in ("who", "complaint", "signs", "vitals"):
            yield self.see(f"correct-{part}", FORM, f"{base}/correct/{part}")
        yield self.see("retriage", FORM, f"{base}/retriage")
        for _ in range(WAITING):
            self.person.code(vitals=ILL)
        yield self.see("home", OTHER, "/")
        yield self.see("line", OTHER, "/line")
