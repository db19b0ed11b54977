"""`triage log readers`: who opened a record."""

from tests.test_cli import run
from tests.web.person import Person
from tests.web.site import make_site


def settings(directory):
    return {
        "TRIAGE_NODE": "edge",
        "TRIAGE_SITE_NAME": "Baan Na",
        "TRIAGE_DIRECTORY": str(directory),
    }


def test_the_readers_of_a_record_are_listed_with_time_and_door(tmp_path):
    site = make_site(tmp_path)
    code = Person(site, "Noi").code()
    Person(site, "Dara").get(f"/visits/{code}")
    site.clinic.database.close()

    for written in (code, code.lower().replace("-", "")):
        done = run("log", "readers", written, **settings(tmp_path))
        assert done.stdout.decode().splitlines() == [
            "2026-05-04 12:00:00\tDara\tpage",
            "1 reading recorded",
        ]
    assert b"agree" in run("log", "check", **settings(tmp_path)).stdout


def test_a_record_that_nobody_opened_and_one_that_is_not_there(tmp_path):
    site = make_site(tmp_path)
    code = Person(site, "Noi").code()
    site.clinic.database.close()

    nobody = run("log", "readers", code, **settings(tmp_path))
    unknown = run("log", "readers", "222-222", **settings(tmp_path))
    no_code = run("log", "readers", "xyz", **settings(tmp_path))

    assert nobody.stdout == b"0 readings recorded\n"
    assert (unknown.returncode, no_code.returncode) == (1, 1)
    assert b"no case code" in no_code.stderr
    assert b"Traceback" not in unknown.stderr + no_code.stderr
