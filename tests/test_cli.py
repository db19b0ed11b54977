"""The command line, run as its users run it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command

from triage.settings import KNOWN
from triage.store.database import HEAD, Database
from triage.store.migrations import alembic_config

TRIAGE = Path(sys.executable).with_name("triage")
WELL = {
    "age_years": 30,
    "sex": "F",
    "pregnant": False,
    "present": ["headache"],
    "absent": "all_others",
    "vitals": {"hr": 80, "rr": 16, "temp_c": 37.0, "spo2": 98, "sbp": 120, "avpu": "A"},
    "complaints": ["10"],
}


def run(*arguments: str, given: bytes = b"", **env: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [TRIAGE, *arguments], input=given, capture_output=True, check=False, env=env
    )


def assess(*reports: object, options: tuple[str, ...] = ()) -> tuple[int, list[dict]]:
    given = "\n".join(json.dumps(one) for one in reports).encode()
    done = run("assess", *options, given=given)
    assert not done.stderr, done.stderr
    return done.returncode, [json.loads(line) for line in done.stdout.splitlines()]


def test_assess_answers_with_every_key_of_its_contract():
    status, [answer] = assess(WELL)
    assert status == 0
    assert list(answer) == [
        "level",
        "queue_as",
        "provisional",
        "needs_review_now",
        "floor",
        "scores",
        "model",
        "missing",
        "unresolved",
        "advice",
        "target_minutes",
        "confirm",
    ]
    assert (answer["level"], answer["target_minutes"]) == ("GREEN", 240)
    assert list(answer["model"]) == [
        "id",
        "sha256",
        "probability",
        "band",
        "raised",
        "unsure",
        "outside_experience",
        "contributions",
        "thresholds",
    ]
    assert answer["scores"]["NEWS2"] == {"points": 0, "complete": False}
    assert answer["scores"]["TEWS"] == {"points": 1, "complete": False}


def test_the_complaints_of_a_report_reach_the_model():
    said = [assess(WELL | {"complaints": told})[1][0]["model"] for told in ([], ["20", "41"])]
    assert said[0]["probability"] < said[1]["probability"]
    assert "complaint_20" not in said[0]["contributions"]
    assert {"complaint_20", "complaint_40"} < set(said[1]["contributions"])
    _, [bitten] = assess(WELL | {"complaints": ["66"]})
    assert bitten["model"]["outside_experience"] == ["complaint"]


def test_a_criterion_that_fired_is_named_with_value_and_threshold():
    _, [answer] = assess(WELL | {"vitals": WELL["vitals"] | {"rr": 34}})
    assert {"IITT": "YELLOW", "NEWS2": "YELLOW"}.items() <= answer["floor"]["by"].items()
    assert answer["floor"]["fired"][0] == {
        "id": "A_V_RR",
        "protocol": "IITT",
        "level": "YELLOW",
        "value": 34,
        "threshold": "> 30",
    }
    assert answer["needs_review_now"] is True


def test_lines_with_problems_do_not_stop_the_others_and_show_in_the_exit_status():
    status, answers = assess({"hr": 0}, WELL, [1])
    assert status == 1
    assert [answer.get("level_so_far", "-") for answer in answers] == ["RED", "-", None]
    assert answers[0] == {
        "problems": [{"field": "hr", "code": "no_sign_of_life", "given": "0"}],
        "level_so_far": "RED",
    }
    assert "level" not in answers[0]


@pytest.mark.parametrize(
    "line",
    [
        b"{",
        b"\xff\xfe",
        b"[" * 100_000,
        b'{"sex": "\\ud800"}',
        b'{"hr": 1' + b"0" * 400 + b"}",
        b'{"hr": NaN}',
        b"null",
    ],
    ids=["cut", "bytes", "deep", "surrogate", "huge", "nan", "null"],
)
def test_a_line_that_cannot_be_read_is_a_problem_of_its_own(line):
    done = run("assess", "--no-model", given=line + b"\n" + json.dumps(WELL).encode())
    first, second = (json.loads(answer) for answer in done.stdout.splitlines())
    assert (done.returncode, done.stderr) == (1, b"")
    assert first["problems"]
    assert second["level"] == "GREEN"


def test_without_the_model_the_floor_answers_alone():
    _, [answer] = assess(WELL, options=("--no-model",))
    assert answer["model"] is None


def test_a_missing_model_is_said_in_the_log_and_triage_goes_on(tmp_path):
    given = json.dumps(WELL).encode()
    done = run("assess", given=given, TRIAGE_MODEL_DIRECTORY=str(tmp_path))
    assert json.loads(done.stdout)["model"] is None
    assert b"WARNING" in done.stderr or b"ERROR" in done.stderr


def test_a_site_without_an_oximeter_gets_a_provisional_green():
    vitals = {name: value for name, value in WELL["vitals"].items() if name != "spo2"}
    patient = WELL | {"vitals": vitals, "not_measured": {"spo2": "no_device"}}
    _, [with_one] = assess(patient, options=("--no-model",))
    _, [without] = assess(patient, options=("--no-model", "--no-oximeter"))
    assert (with_one["level"], with_one["missing"]) == ("UNDETERMINED", ["spo2"])
    assert (without["level"], without["provisional"]) == ("GREEN", True)


def test_a_vital_sign_told_twice_with_two_values_is_asked_about():
    _, [answer] = assess(WELL | {"hr": 40})
    assert answer["problems"] == [{"field": "hr", "code": "contradiction", "given": "80, 40"}]


def test_evaluate_answers_one_line_for_each():
    lines = [{"protocol": "NEWS2_COMPONENT", "input": {"rr": 8}}, {"protocol": "?"}]
    done = run("protocols", "evaluate", given="\n".join(map(json.dumps, lines)).encode())
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert answers[0] == {"component": "rr", "points": 3}
    assert "problems" in answers[1]
    assert done.returncode == 1


def test_nothing_starts_without_settings_and_all_mistakes_are_named():
    done = run("serve", TRIAGE_NODE="egde", TRIAGE_HAS_OXIMETER="maybe")
    words = done.stderr.decode()
    assert done.returncode == 1
    for name in ("TRIAGE_NODE", "TRIAGE_SITE_NAME", "TRIAGE_DIRECTORY", "TRIAGE_HAS_OXIMETER"):
        assert name in words
    assert "make run" in words
    assert {"TRIAGE_NODE", "TRIAGE_SITE_NAME"} <= KNOWN


def test_the_demonstration_is_made_once_with_random_pins_for_its_owner_alone(tmp_path):
    for directory in ("one", "two"):
        assert run("demo", "--make-only", "--directory", str(tmp_path / directory)).returncode == 0
    first, second = (
        json.loads((tmp_path / name / "demo.json").read_text())["edge"]["users"]
        for name in ("one", "two")
    )
    assert [user["pin"] for user in first] != [user["pin"] for user in second]
    assert (tmp_path / "one" / "demo.json").stat().st_mode & 0o777 == 0o600
    assert (tmp_path / "one" / "node.key").stat().st_mode & 0o777 == 0o600
    before = (tmp_path / "one" / "demo.json").read_bytes()
    again = run("demo", "--make-only", "--directory", str(tmp_path / "one"))
    assert again.returncode == 0
    assert (tmp_path / "one" / "demo.json").read_bytes() == before


def test_the_log_of_a_site_can_be_checked_and_its_tables_rebuilt(tmp_path):
    run("demo", "--make-only", "--directory", str(tmp_path))
    settings = {
        "TRIAGE_NODE": "edge",
        "TRIAGE_SITE_NAME": "Test",
        "TRIAGE_DIRECTORY": str(tmp_path),
    }
    assert b"agree" in run("log", "check", **settings).stdout
    assert run("db", "rebuild", **settings).stdout == b"0 entries applied\n"


def test_the_demonstration_has_a_token_that_is_good_for_everything(tmp_path):
    run("demo", "--make-only", "--directory", str(tmp_path))
    secret = json.loads((tmp_path / "demo.json").read_text())["edge"]["token"]
    listed = run("token", "list", **site_settings(tmp_path)).stdout.decode()
    assert secret not in listed
    assert f"...{secret[-4:]}" in listed
    assert "metrics,visits:read,visits:write" in listed


def test_a_token_is_shown_once_listed_and_revoked(tmp_path):
    run("demo", "--make-only", "--directory", str(tmp_path))
    settings = site_settings(tmp_path)
    made = run("token", "create", "Lab", "--scope", "visits:read", **settings)
    assert len(made.stdout.strip()) == 43
    line = next(
        one for one in run("token", "list", **settings).stdout.decode().splitlines() if "Lab" in one
    )
    assert "valid" in line
    assert run("token", "revoke", line.split()[0], **settings).stdout == b"revoked: Lab\n"
    assert b"revoked" in run("token", "list", **settings).stdout
    assert run("token", "revoke", "no-such", **settings).returncode == 1


def test_an_unknown_scope_is_refused_with_the_known_ones(tmp_path):
    done = run("token", "create", "Lab", "--scope", "all", **site_settings(tmp_path))
    assert done.returncode == 2
    assert b"visits:write" in done.stderr


def test_the_tables_of_an_older_release_are_brought_up_to_date(tmp_path):
    run("demo", "--make-only", "--directory", str(tmp_path))
    settings = site_settings(tmp_path)
    database = Database(tmp_path / "triage.db")
    with database.writing() as connection:
        command.downgrade(alembic_config(connection), "0001")
    database.close()
    assert b"run triage db upgrade" in run("log", "check", **settings).stderr
    assert run("db", "upgrade", **settings).stdout == f"The database has version {HEAD}.\n".encode()
    assert b"agree" in run("log", "check", **settings).stdout


def site_settings(directory: Path) -> dict[str, str]:
    return {
        "TRIAGE_NODE": "edge",
        "TRIAGE_SITE_NAME": "Test",
        "TRIAGE_DIRECTORY": str(directory),
    }
