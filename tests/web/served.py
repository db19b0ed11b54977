"""A site behind the real gunicorn on a loopback port, for tests with real browsers."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from socket import create_connection, socket
from time import monotonic, sleep

from tests.web.site import NODE_KEY, make_site

ROOT = Path(__file__).parents[2]
LONGEST_START_S = 20


@contextmanager
def served(directory: Path, **settings: object) -> Iterator[str]:
    """Serve a site in *directory* and give its address; its code lies in the file enrol-code."""
    site = make_site(directory, **settings)
    site.clinic.database.close()
    (directory / "enrol-code").write_text(site.enrol_code)
    (directory / "node.key").write_bytes(NODE_KEY)
    address = f"127.0.0.1:{_free_port()}"
    environment = {
        **{name: value for name, value in os.environ.items() if name != "TRIAGE_SOAK"},
        "TRIAGE_NODE": "edge",
        "TRIAGE_SITE_NAME": "Baan Na",
        "TRIAGE_DIRECTORY": str(directory),
    }
    gunicorn = Path(sys.executable).with_name("gunicorn")
    options = ["--config", "deploy/gunicorn.conf.py", "--bind", address, "wsgi:application"]
    with (directory / "log").open("wb") as log:
        process = subprocess.Popen(
            [gunicorn, *options], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            _wait(process, address, directory / "log")
            yield f"http://{address}"
        finally:
            process.terminate()
            process.wait(timeout=LONGEST_START_S)


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(process: "subprocess.Popen[bytes]", address: str, log: Path) -> None:
    host, _, port = address.partition(":")
    give_up = monotonic() + LONGEST_START_S
    while monotonic() < give_up:
        assert process.poll() is None, log.read_text()
        try:
            create_connection((host, int(port)), timeout=1).close()
        except ConnectionRefusedError:
            sleep(0.05)
        else:
            return
    raise AssertionError(f"no answer at {address}: {log.read_text()}")
