"""Backups made under load, and restores that are killed: nothing that was backed up is lost."""

import subprocess
from contextlib import closing
from pathlib import Path
from random import Random
from time import sleep

import pytest

from tests.durability.test_disk_errors import rules
from tests.durability.test_service import Shift, assert_all_there_once, entered
from tests.journeys.service import BIN, Service
from tests.journeys.worker import Worker

SEED = 20261123

pytestmark = pytest.mark.slow


@pytest.fixture
def service(directory):
    made = Service(directory / "site")
    yield made
    made.kill()


def triage(service: Service, *arguments: object, before: tuple[str, ...] = ()) -> str:
    command = [*before, BIN / "triage", *map(str, arguments)]
    done = subprocess.run(command, env=service.env, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr


def newest(directory: Path) -> Path:
    return max(directory.glob("*.db"))


def elsewhere(service: Service, directory: Path) -> None:
    """Let the service go on with the site in *directory*."""
    service.directory = directory
    service.env["TRIAGE_DIRECTORY"] = str(directory)


def test_a_site_restored_after_a_kill_has_everything_answered_before_its_backup(
    service, directory, count, say
):
    random = Random(SEED)  # noqa: S311
    restored_from: list[int] = []
    for number in range(count(3, 20)):
        service.start()
        shift = Shift(service, number)
        sleep(random.uniform(0.5, 1.5))
        before = list(shift.answered)
        said = triage(service, "backup", directory / "backups", "--keep", "2")
        assert "verified" in said, said
        service.kill()
        shift.end()
        key = service.directory / "node.key"
        place = directory / f"restored-{number}"
        said = triage(service, "restore", newest(directory / "backups"), place, "--key", key)
        assert "restored" in said, said
        elsewhere(service, place)
        assert_all_there_once(service, before)
        restored_from.append(len(entered(service)))
    service.start()
    with closing(Worker(service)) as worker:
        worker.sign_in()
        worker.enter("Test after")
    service.stop()
    assert_all_there_once(service, ["Test after"])
    assert sorted(restored_from) == restored_from, "a later backup held fewer patients"
    say(f"backup under load, kill -9, restore: {len(restored_from)} times, 0 lost")


def test_a_restore_that_was_killed_leaves_no_site_and_is_done_again(service, directory, say):
    service.start()
    with closing(Worker(service)) as worker:
        worker.sign_in()
        worker.enter("Test before")
    service.stop()
    triage(service, "backup", directory / "backups")
    file, key = newest(directory / "backups"), service.directory / "node.key"
    kills = 0
    for call, moments in (("fsync", range(1, 8)), ("pwrite64", (1, 5, 20)), ("rename", (1,))):
        for moment in moments:
            place = directory / f"killed-{call}-{moment}"
            kill = rules(f"{call}:signal=SIGKILL:when={moment}")
            triage(service, "restore", file, place, "--key", key, before=tuple(kill))
            if (place / "triage.db").exists():
                # It was killed after the last step, if at all: the site is whole.
                assert call == "fsync"
            else:
                kills += 1
                said = triage(service, "restore", file, place, "--key", key)
                assert "restored" in said, said
            elsewhere(service, place)
            assert_all_there_once(service, ["Test before"])
    assert kills >= 5
    say(f"restore killed at {kills} moments: done again each time, 0 lost")


def test_a_restore_on_a_full_disk_says_so_and_leaves_nothing(service, directory):
    triage(service, "backup", directory / "backups")
    place = directory / "restored"
    said = triage(
        service,
        "restore",
        newest(directory / "backups"),
        place,
        before=tuple(rules("pwrite64:error=ENOSPC:when=2+")),
    )
    assert "full" in said
    assert "Traceback" not in said
    assert [path.name for path in place.iterdir()] in ([], ["node.key"])
