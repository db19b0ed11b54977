"""The loop of the second process."""

import logging
import os
import signal
from threading import Event
from types import FrameType

from triage.app import create_dispatch
from triage.settings import Settings

ROUND_S = 1.0
"""Between looks at the outbox; a look that finds nothing reads three indexes and writes nothing."""
PAUSE_S = 10.0

_LOG = logging.getLogger(__name__)


def keep_sending(settings: Settings, parent: int | None) -> None:
    """Run round after round until a signal comes, or the process *parent* has ended."""
    stop = Event()

    def end(_number: int, _frame: FrameType | None) -> None:
        stop.set()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, end)
    while not stop.is_set() and parent in {None, os.getppid()}:
        process = create_dispatch(settings)
        try:
            while not stop.is_set() and parent in {None, os.getppid()}:
                process.run_once()
                stop.wait(ROUND_S)
        except Exception:
            # Begun anew: after an error of the disk only a file opened again can be trusted.
            _LOG.exception("the round failed; the next begins in %d s", PAUSE_S)
            stop.wait(PAUSE_S)
        finally:
            process.box.database.close()
