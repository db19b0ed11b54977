"""Lynx and w3m: pages without style, and a patient entered from the keyboard."""

import os
import re
import subprocess

import pytest

from tests.pages.dumps import TERMINAL
from tests.web.person import CHECK_UP, NORMAL, NOTHING_SEEN, WOMAN, Person
from tests.web.served import served
from tests.web.site import PIN, make_site
from triage.store import visits
from triage.store.database import Database

pytestmark = pytest.mark.slow

PLACE = re.compile(
    r"<a href|<input (?!type=hidden)[^>]*>|<select.*?</select>|<textarea[^>]*>", re.DOTALL
)
OPTION = re.compile(r'<option(?: value="?([^" >]*)"?)?( selected)?>([^<\n]*)')
NEXT, ENTER, DOWN = "<tab>", "^J", "Down Arrow"


def run(directory, *command):
    """Return what a text browser shows."""
    environment = TERMINAL | {"PATH": os.environ["PATH"], "HOME": str(directory)}
    done = subprocess.run(command, env=environment, capture_output=True, timeout=120, check=True)
    return done.stdout.decode("utf-8", "replace")


def keys_for(text, typed):
    """Return the keys that fill in the form of the page *text* and press its button."""
    keys = []
    for place in PLACE.findall(text):
        keys += [*keys_at(place, typed), NEXT]
        if "type=submit" in place:
            return [*keys[:-1], ENTER]
    raise AssertionError("the page has no button")


def keys_at(place, typed):
    """Return the keys to press at one link or input."""
    name = (re.findall(r'name="?([\w]+)', place) or [""])[0]
    if name not in typed:
        return []
    if place.startswith("<select"):
        options = OPTION.findall(place)
        labels = [value or label for value, _, label in options]
        start = next((i for i, option in enumerate(options) if option[1]), 0)
        return [ENTER, *[DOWN] * (labels.index(typed[name]) - start), ENTER]
    if "type=checkbox" in place:
        value = re.findall(r'value="?([\w]+)', place)[0]
        return [ENTER] if value in typed[name] else []
    return list(typed[name])


def follow(text, label):
    """Return the keys that follow the link *label*."""
    links = PLACE.findall(text)
    target = text.index(f">{label}</a>")
    before = [place for place in PLACE.finditer(text) if place.start() < target]
    assert links
    return [NEXT] * (len(before) - 1) + [ENTER]


def script(keys):
    return "".join(f"key {'<space>' if key == ' ' else key}\n" for key in (*keys, "Q", "y"))


@pytest.fixture
def twin(tmp_path):
    """Return a person at a site with the same pages, to know where its inputs are."""
    directory = tmp_path / "twin"
    directory.mkdir()
    return Person(make_site(directory))


def all_keys(twin, code, vitals):
    """Return the keys that enrol the browser with *code*, sign in and enter a patient."""
    keys = keys_for(Person(twin.site, enrolled=False).get("/devices/enrol").text, {"code": code})
    page = twin.get("/sign-in")
    keys += keys_for(page.text, {"name": "Noi", "pin": PIN})
    twin.send("/sign-in", name="Noi", pin=PIN)
    keys += follow(twin.get("/").text, "New patient")
    path = "/visits/new"
    for typed in (WOMAN, CHECK_UP, NOTHING_SEEN, vitals):
        keys += keys_for(twin.get(path).text, typed)
        path = twin.send(path, **typed).headers["Location"]
    return keys


@pytest.mark.parametrize(
    ("vitals", "level"),
    [
        pytest.param(NORMAL, "GREEN", id="well"),
        pytest.param(NORMAL | {"temp_c": "39,6"}, "YELLOW", id="fever"),
        pytest.param({"hr": "80"}, "UNDETERMINED", id="nothing is sent that nobody chose"),
    ],
)
def test_a_patient_is_entered_in_lynx(tmp_path, twin, vitals, level):
    home = tmp_path / "home"
    home.mkdir()

    with served(home) as address:
        code = (home / "enrol-code").read_text()
        (home / "keys").write_text(script(all_keys(twin, code, vitals)))
        run(
            home,
            "lynx",
            "-nopause",
            "-accept_all_cookies",
            f"-cmd_script={home / 'keys'}",
            f"{address}/sign-in",
        )

    database = Database(home / "triage.db")
    with database.reading() as connection:
        (visit,) = visits.line(connection)
    database.close()
    assert visit.level.name == level
    assert visit.patient.full_name == "Test Patient"
    assert set(visit.findings["vitals"]) == set(vitals)


@pytest.mark.parametrize(
    "browser", [["lynx", "-dump", "-nolist", "-width=60"], ["w3m", "-dump", "-cols", "60"]]
)
def test_a_result_is_read_without_colours(tmp_path, twin, browser):
    twin.send("/sign-in", name="Noi", pin=PIN)
    code = twin.code(signs={"present": ["stridor"], "none": ["look", "ask", "injury"]})
    page = tmp_path / "result.html"
    page.write_text(twin.get(f"/visits/{code}/result").text)

    shown = run(tmp_path, *browser, str(page))

    lines = [line.strip() for line in shown.splitlines() if line.strip()]
    assert any("RED – Treat at once" in line for line in lines)
    assert any(line.startswith(code) for line in lines)
    assert "Home Line Language" in lines


@pytest.mark.parametrize(
    "browser", [["lynx", "-dump", "-nolist", "-width=60"], ["w3m", "-dump", "-cols", "60"]]
)
def test_each_question_has_a_line_of_its_own(tmp_path, twin, browser):
    twin.send("/sign-in", name="Noi", pin=PIN)
    page = tmp_path / "who.html"
    page.write_text(twin.get("/visits/new").text)

    lines = [line.strip() for line in run(tmp_path, *browser, str(page)).splitlines()]

    for label in ("Sex", "Age", "Full name", "Village", "Pregnant"):
        assert len([line for line in lines if re.match(rf"{label}\b.*\[|{label} _", line)]) == 1
