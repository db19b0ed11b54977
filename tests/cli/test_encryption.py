"""The commands of an encrypted site, run as they are run."""

import pytest

from tests.care.test_site import GOOD
from tests.test_cli import run


@pytest.fixture
def plan(tmp_path):
    path = tmp_path / "site.toml"
    path.write_text(GOOD)
    return path


def environment(directory, **more):
    return {
        "TRIAGE_NODE": "edge",
        "TRIAGE_SITE_NAME": "Baan Na",
        "TRIAGE_DIRECTORY": str(directory),
        **more,
    }


ENCRYPTED = {"TRIAGE_DATABASE_ENCRYPTED": "yes"}


def made(tmp_path, plan, **more):
    env = environment(tmp_path / "site", **more)
    done = run("init", "--from", str(plan), **env)
    assert done.returncode == 0, done.stderr
    return env, done.stdout.decode()


def test_init_makes_an_encrypted_site_where_the_setting_says_so(tmp_path, plan):
    env, said = made(tmp_path, plan, **ENCRYPTED)
    assert 'TRIAGE_DATABASE_ENCRYPTED="yes"' in said
    assert b"Baan Na" not in (tmp_path / "site" / "triage.db").read_bytes()
    for arguments in (("status",), ("log", "check"), ("user", "list"), ("db", "upgrade")):
        done = run(*arguments, **env)
        assert (done.returncode, done.stderr) == (0, b""), arguments
    assert b", encrypted" in run("status", **env).stdout


def test_init_puts_the_node_key_where_the_setting_says_and_finds_it_there(tmp_path, plan):
    key = tmp_path / "card" / "node.key"
    key.parent.mkdir()
    env, said = made(tmp_path, plan, TRIAGE_NODE_KEY=str(key), **ENCRYPTED)
    assert f'TRIAGE_NODE_KEY="{key}"' in said
    assert not (tmp_path / "site" / "node.key").exists()
    assert key.stat().st_mode & 0o777 == 0o600
    assert run("status", **env).returncode == 0
    key.rename(tmp_path / "elsewhere")
    refused = run("status", **env)
    assert refused.returncode == 1
    assert str(key).encode() in refused.stderr
    assert b"Traceback" not in refused.stderr


def test_a_key_that_is_there_is_never_overwritten_and_no_site_is_made(tmp_path, plan):
    key = tmp_path / "node.key"
    key.write_bytes(b"somebody's")
    env = environment(tmp_path / "site", TRIAGE_NODE_KEY=str(key), **ENCRYPTED)
    done = run("init", "--from", str(plan), **env)
    assert done.returncode == 1
    assert str(key).encode() in done.stderr
    assert key.read_bytes() == b"somebody's"
    assert not (tmp_path / "site" / "triage.db").exists()


def test_a_plain_site_says_that_it_is_one(tmp_path, plan):
    env, said = made(tmp_path, plan)
    assert "TRIAGE_DATABASE_ENCRYPTED" not in said
    assert b", not encrypted" in run("status", **env).stdout


def test_a_site_is_encrypted_and_decrypted_and_each_time_told_what_to_set(tmp_path, plan):
    env, _ = made(tmp_path, plan)
    done = run("db", "encrypt", **env)
    assert done.returncode == 0, done.stderr
    assert b'TRIAGE_DATABASE_ENCRYPTED="yes"' in done.stdout
    refused = run("status", **env)
    assert refused.returncode == 1
    assert b"set TRIAGE_DATABASE_ENCRYPTED to yes" in refused.stderr
    assert b"encrypted already" in run("db", "encrypt", **env).stderr
    assert run("log", "check", **env, **ENCRYPTED).returncode == 0
    assert run("db", "decrypt", **env, **ENCRYPTED).returncode == 0
    refused = run("status", **env, **ENCRYPTED)
    assert refused.returncode == 1
    assert b"run triage db encrypt" in refused.stderr
    assert b"not encrypted" in run("db", "decrypt", **env).stderr
    assert run("log", "check", **env).returncode == 0


def test_an_encrypted_backup_comes_back_as_an_encrypted_site(tmp_path, plan):
    env, _ = made(tmp_path, plan, **ENCRYPTED)
    assert run("backup", str(tmp_path / "backups"), **env).returncode == 0
    [file] = (tmp_path / "backups").glob("*.db")
    where, key = str(tmp_path / "new"), str(tmp_path / "site" / "node.key")
    assert b"node key" in run("restore", str(file), where).stderr
    done = run("restore", str(file), where, "--key", key)
    assert done.returncode == 0, done.stderr
    assert b'TRIAGE_DATABASE_ENCRYPTED="yes"' in done.stdout
    assert run("log", "check", **environment(where, **ENCRYPTED)).returncode == 0


def test_a_demonstration_can_be_encrypted_too(tmp_path):
    directory = str(tmp_path / "var")
    for _ in range(2):
        done = run("demo", "--make-only", "--directory", directory, **ENCRYPTED)
        assert done.returncode == 0, done.stderr
    assert run("log", "check", **environment(directory, **ENCRYPTED)).returncode == 0
