"""The hello world of plain.py, served by gunicorn with the shipped configuration."""

import os
import subprocess
import time
from contextlib import closing
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from tests.journeys.service import BIN, ROOT, STARTS_WITHIN_S, free_port
from triage.cli.serving import MALLOC


class Hello:
    """Served as the product is: same gunicorn, same settings of gunicorn and memory."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def start(self) -> None:
        """Serve, and return when it answers."""
        config = ROOT / "deploy" / "gunicorn.conf.py"
        command = [BIN / "gunicorn", "--config", config, "--bind", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            [*command, "--pythonpath", Path(__file__).parent, "plain:application"],
            cwd=ROOT,
            env=os.environ | MALLOC,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
        )
        until = time.monotonic() + STARTS_WITHIN_S
        while not self._answers():
            assert self.process.poll() is None, "the hello world ended at once"
            assert time.monotonic() < until, "the hello world does not answer"
            time.sleep(0.02)

    def _answers(self) -> bool:
        with closing(HTTPConnection("127.0.0.1", self.port, timeout=2)) as connection:
            try:
                connection.request("GET", "/")
                return connection.getresponse().read() == b"hello"
            except (OSError, HTTPException):
                return False

    def stop(self) -> None:
        """End it."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait()
        self.process = None
