"""Runs in a network namespace that has nothing but loopback: both processes under traffic, traced.

    unshare --net sh -c 'ip link set lo up; python -m tests.journeys.outside DIRECTORY SECONDS'

Prints how many visits were entered, then each address outside loopback that anything reached for.
"""

import os
import re
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from tests.journeys.service import BIN, Service
from tests.journeys.worker import Worker

_ADDRESS = re.compile(r'sin6?_addr\)?.*?"([^"]+)"|inet_pton\(AF_INET6, "([^"]+)"')
_LOOPBACK = re.compile(r"127\.|::1$|::ffff:127\.")
CALLS = "trace=connect,sendto,sendmsg,sendmmsg"


def traced(log: Path) -> tuple[str, ...]:
    """Return the command that writes every network call of what follows into *log*."""
    return ("strace", "-f", "-qq", "-e", CALLS, "-o", str(log))


def outside(log: Path) -> set[str]:
    """Return the addresses in *log* that are not this machine's own."""
    found = {a or b for a, b in _ADDRESS.findall(log.read_text(errors="replace"))}
    return {address for address in found if not _LOOPBACK.match(address)}


def main() -> None:
    """Serve and enter patients for so many seconds."""
    directory, seconds = Path(sys.argv[1]), float(sys.argv[2])
    log = directory / "trace"
    service = Service(directory / "site", under=traced(log))
    service.start()
    second = directory / "trace-dispatch"
    dispatch = subprocess.Popen(
        [*traced(second), BIN / "triage", "dispatch"], env=service.env, start_new_session=True
    )
    entered = 0
    try:
        with closing(Worker(service)) as worker:
            worker.sign_in()
            until = time.monotonic() + seconds
            while time.monotonic() < until:
                worker.enter(f"Test {entered}")
                worker.request("GET", "/line")
                entered += 1
        assert dispatch.poll() is None, "the second process ended at once"
    finally:
        service.stop()
        os.killpg(dispatch.pid, signal.SIGTERM)
        dispatch.wait()
    # A deliberate attempt, so that a trace that sees nothing cannot pass. 192.0.2.1 is nobody's.
    probe = "import socket; socket.socket().connect_ex(('192.0.2.1', 9))"
    blind = directory / "probe"
    subprocess.run([*traced(blind), sys.executable, "-c", probe], check=True)
    print(entered)
    print(sorted(outside(log) | outside(second)))
    print(sorted(outside(blind)))


if __name__ == "__main__":
    main()
