"""Everything that runs on an edge box: the web service, and dispatch where there is one."""

import os
import signal
import subprocess
from pathlib import Path

from tests.journeys.memory import held_mb, of_group
from tests.journeys.service import BIN, ROOT, Service


class Box:
    """A demonstration site in *directory* with all its processes, each started after *under*."""

    def __init__(self, directory: Path, *, under: tuple[str, ...] = ()) -> None:
        self.service = Service(directory, under=under)
        self.under = under
        self.dispatch: subprocess.Popen | None = None

    def start(self) -> None:
        """Start both and return when the pages answer."""
        if has_dispatch():
            self.dispatch = subprocess.Popen(
                [*self.under, BIN / "triage", "dispatch"],
                cwd=ROOT,
                env=self.service.env,
                start_new_session=True,
                stdout=subprocess.DEVNULL,
            )
        self.service.start()

    def stop(self) -> None:
        """End both."""
        self.service.stop()
        if self.dispatch is not None:
            os.killpg(self.dispatch.pid, signal.SIGTERM)
            self.dispatch.wait()
        self.dispatch = None

    @property
    def alive(self) -> bool:
        """Whether every process that was started still runs."""
        started = [one for one in (self.service.process, self.dispatch) if one is not None]
        return bool(started) and all(one.poll() is None for one in started)

    def held_mb(self) -> float:
        """Return what all processes hold together."""
        started = [one for one in (self.service.process, self.dispatch) if one is not None]
        return held_mb(process for one in started for process in of_group(one.pid))


def has_dispatch() -> bool:
    """Return whether this release has the second process."""
    asked = [BIN / "triage", "dispatch", "--help"]
    return subprocess.run(asked, cwd=ROOT, capture_output=True, check=False).returncode == 0
