"""The real service, as `triage demo` makes it and gunicorn serves it, on a port of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
STARTS_WITHIN_S = 30


def free_port() -> int:
    """Return a port of loopback that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def settings_of(directory: Path) -> dict[str, str]:
    """Return the environment of the demonstration site in *directory*."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRIAGE_")}
    return kept | {
        "TRIAGE_NODE": "edge",
        "TRIAGE_SITE_NAME": "Demonstration clinic",
        "TRIAGE_DIRECTORY": str(directory),
        "TRIAGE_PLAIN_HTTP": "clinic-lan",
    }


class Service:
    """A demonstration site, served until it is stopped, killed, or its disk goes."""

    def __init__(self, directory: Path, *, under: tuple[str, ...] = (), **more: str) -> None:
        self.directory = directory
        self.under = under
        self.env = settings_of(directory) | more
        self.port = free_port()
        self.process: subprocess.Popen | None = None
        make = [BIN / "triage", "demo", "--make-only", "--directory", directory]
        subprocess.run(make, cwd=ROOT, env=self.env, check=True, capture_output=True)
        words = json.loads((directory / "demo.json").read_text())
        self.enrol_code: str = words["edge"]["enrol_code"]
        self.users = {user["role"]: user for user in reversed(words["edge"]["users"])}

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Serve, and return when it answers."""
        serve = [*self.under, BIN / "triage", "serve", "--bind", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            serve,
            cwd=ROOT,
            env=self.env,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        until = time.monotonic() + STARTS_WITHIN_S
        while not self._answers():
            assert self.process.poll() is None, "the service ended at once"
            assert time.monotonic() < until, "the service does not answer"
            time.sleep(0.02)

    def _answers(self) -> bool:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=2)
        try:
            connection.request("GET", "/about")
            return connection.getresponse().status == 200
        except (OSError, HTTPException):
            return False
        finally:
            connection.close()

    def kill(self) -> None:
        """End every process of the service at once, as the kernel would."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """Ask the service to end."""
        self._signal(signal.SIGTERM)

    def _signal(self, number: int) -> None:
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, number)
        if self.process is not None:
            self.process.wait()
        self.process = None
