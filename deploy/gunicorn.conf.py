"""How gunicorn serves a node: one process, a few threads, nothing about patients in its log."""

from pathlib import Path

from gunicorn.http.wsgi import Response

# Each answer's headers have a budget of 400 bytes. These two lines say nothing: HTTP/1.1 keeps
# connections unless told otherwise, and nobody outside needs to know what serves the pages.
NEEDLESS = ("Server:", "Connection: keep-alive")
_all_headers = Response.default_headers


def _needed_headers(response: Response) -> list[str]:
    return [line for line in _all_headers(response) if not line.startswith(NEEDLESS)]


Response.default_headers = _needed_headers

worker_class = "gthread"
# One process holds the model and the writer's lock once; threads wait for the disk, not the CPU.
workers = 1
threads = 4
# A phone on a slow network keeps its connection between two pages: a new one costs two round trips.
keepalive = 75
timeout = 60
graceful_timeout = 20
backlog = 256

# Memory, so that the heartbeat is no write to an SD card and no wait for a full disk.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108
# Nobody talks to the running server through a socket: it is stopped and started.
control_socket_disable = True
preload_app = False

# Method, path, status, bytes, time. No address, no agent, no referrer, no query: paths hold codes
# and random ids only.
accesslog = "-"
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(b)s %(M)sms"
errorlog = "-"
loglevel = "warning"

limit_request_line = 2048
limit_request_fields = 40
limit_request_field_size = 4096
