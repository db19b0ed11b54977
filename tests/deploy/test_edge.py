"""What is installed on a clinic's box: units, certificate, nginx in front of gunicorn."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.journeys.service import BIN, STARTS_WITHIN_S, free_port, settings_of

ROOT = Path(__file__).parents[2]
EDGE = ROOT / "deploy" / "edge"
UNITS = sorted(path.name for path in EDGE.iterdir() if path.suffix in {".service", ".timer"})
SERVICES = [name for name in UNITS if name.endswith(".service")]
WORST_EXPOSURE = 15
"""In tenths, as systemd-analyze counts."""
HOST = "clinic.test"
PAGE = "/devices/enrol"
"""What a browser that is not enrolled may see."""
PATH = f"{os.defpath}:/usr/sbin:/sbin"

pytestmark = pytest.mark.slow


def run(*command: object, **given: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        list(map(str, command)),
        env={"PATH": PATH},
        capture_output=True,
        text=True,
        check=False,
        **given,
    )


@pytest.mark.parametrize("name", UNITS)
def test_systemd_understands_every_line_of_a_unit(name, tmp_path):
    for unit in UNITS:
        words = (EDGE / unit).read_text()
        (tmp_path / unit).write_text(words.replace("/opt/triage/bin/triage", "/bin/true"))
    done = run("systemd-analyze", "verify", "--man=no", tmp_path / name)
    ours = [line for line in done.stderr.splitlines() if "triage" in line]
    assert (done.returncode, ours) == (0, [])


def test_a_line_that_systemd_does_not_know_would_be_noticed(tmp_path):
    unit = tmp_path / "triage-x.service"
    unit.write_text("[Service]\nExecStart=/bin/true\nProtectSistem=strict\n")
    assert "ProtectSistem" in run("systemd-analyze", "verify", "--man=no", unit).stderr


@pytest.mark.parametrize("name", SERVICES)
def test_a_unit_leaves_little_exposed(name):
    done = run(
        "systemd-analyze",
        "security",
        "--offline=true",
        f"--threshold={WORST_EXPOSURE}",
        EDGE / name,
    )
    assert done.returncode == 0, done.stdout


def test_an_open_unit_would_be_noticed(tmp_path):
    (tmp_path / "open.service").write_text("[Service]\nExecStart=/bin/true\n")
    unit = tmp_path / "open.service"
    done = run("systemd-analyze", "security", "--offline=true", "--threshold=15", unit)
    assert done.returncode != 0
    assert "UNSAFE" in done.stdout


@pytest.mark.parametrize("path", sorted(EDGE.glob("*.sh")), ids=lambda path: path.name)
def test_a_script_can_be_read_by_the_plainest_shell(path):
    assert run("sh", "-n", path).returncode == 0
    assert os.access(path, os.X_OK)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory) -> Path:
    """The directory of a certificate for HOST and 127.0.0.1."""
    directory = tmp_path_factory.mktemp("tls")
    done = run("sh", EDGE / "make-certificate.sh", directory, HOST, "127.0.0.1")
    assert done.returncode == 0, done.stderr
    return directory


def test_the_certificate_is_short_lived_p256_of_a_root_that_signs_nothing_else(certificate):
    words = run("openssl", "x509", "-in", certificate / "server.pem", "-noout", "-text").stdout
    assert "prime256v1" in words
    assert "CA:FALSE" in words
    for name in ("root.key", "server.key"):
        assert (certificate / name).stat().st_mode & 0o777 == 0o600
    before = (certificate / "server.pem").read_bytes()
    done = run("sh", EDGE / "make-certificate.sh", certificate, "bank.example")
    assert done.returncode != 0
    assert "does not allow" in done.stderr
    assert (certificate / "server.pem").read_bytes() == before


def test_a_new_certificate_needs_no_new_root(certificate, tmp_path):
    copy = tmp_path / "tls"
    shutil.copytree(certificate, copy)
    assert run("sh", EDGE / "make-certificate.sh", copy, HOST).returncode == 0
    assert (copy / "root.pem").read_bytes() == (certificate / "root.pem").read_bytes()
    assert (copy / "server.pem").read_bytes() != (certificate / "server.pem").read_bytes()
    (copy / "root.key").unlink()
    assert "bring it back" in run("sh", EDGE / "make-certificate.sh", copy, HOST).stderr


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """nginx at two ports of loopback, and the root that its certificate goes back to."""

    tls: int
    plain: int
    root: Path

    def context(self, version: ssl.TLSVersion) -> ssl.SSLContext:
        context = ssl.create_default_context(cafile=str(self.root))
        context.minimum_version = context.maximum_version = version
        return context

    def get(
        self,
        context: ssl.SSLContext,
        session: ssl.SSLSession | None = None,
        path: str = PAGE,
    ):
        """Return the answer to a request for a page and the connection it came by."""
        with (
            socket.create_connection(("127.0.0.1", self.tls), timeout=10) as raw,
            context.wrap_socket(raw, server_hostname=HOST, session=session) as wrapped,
        ):
            request = f"GET {path} HTTP/1.1\r\nHost: {HOST}\r\nConnection: close\r\n\r\n"
            wrapped.sendall(request.encode())
            answer = b""
            while piece := wrapped.recv(65536):
                answer += piece
            return answer.decode(), wrapped.session, wrapped.session_reused


MAIN = """
{user}
daemon off; worker_processes 1; pid {place}/nginx.pid; error_log {place}/error.log;
events {{ worker_connections 64; }}
http {{
 client_body_temp_path {place}/b; proxy_temp_path {place}/p; fastcgi_temp_path {place}/f;
 uwsgi_temp_path {place}/u; scgi_temp_path {place}/s;
 include {place}/triage.conf;
}}
"""


def write_settings(place: Path, certificate: Path) -> Front:
    """Write nginx's settings as they are delivered, but for paths and ports."""
    front = Front(tls=free_port(), plain=free_port(), root=certificate / "root.pem")
    words = (EDGE / "nginx.conf").read_text()
    words = re.sub(r"\n *listen \[::\].*", "", words)
    for was, now in (
        ("listen 443", f"listen 127.0.0.1:{front.tls}"),
        ("listen 80", f"listen 127.0.0.1:{front.plain}"),
        ("/etc/triage/tls", str(certificate)),
        ("/run/triage", str(place)),
    ):
        assert was in words
        words = words.replace(was, now)
    (place / "triage.conf").write_text(words)
    user = "user root;" if os.geteuid() == 0 else ""
    (place / "nginx.conf").write_text(MAIN.format(place=place, user=user))
    return front


@pytest.fixture(scope="module")
def front(certificate, tmp_path_factory) -> Iterator[Front]:
    """gunicorn on a socket and nginx in front of it."""
    place = tmp_path_factory.mktemp("front")
    made = write_settings(place, certificate)
    site = place / "site"
    subprocess.run([BIN / "triage", "demo", "--make-only", "--directory", site], check=True)
    env = settings_of(site)
    del env["TRIAGE_PLAIN_HTTP"]
    nginx = [shutil.which("nginx", path=PATH), "-e", place / "error.log", "-c"]
    checked = run(*nginx, place / "nginx.conf", "-t")
    assert checked.returncode == 0, checked.stderr
    command = [BIN / "triage", "serve", "--bind", f"unix:{place}/web.sock"]
    processes = [
        subprocess.Popen(command, env=env, stdout=subprocess.DEVNULL),
        subprocess.Popen([*nginx, place / "nginx.conf"]),
    ]
    try:
        until = time.monotonic() + STARTS_WITHIN_S
        while not ((place / "web.sock").exists() and (place / "nginx.pid").exists()):
            assert time.monotonic() < until, (place / "error.log").read_text()
            time.sleep(0.05)
        yield made
    finally:
        for process in processes:
            process.terminate()
            process.wait()


VERSIONS = [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3]


@pytest.mark.parametrize("version", VERSIONS)
def test_a_page_comes_over_tls_and_the_next_connection_resumes_the_session(front, version):
    context = front.context(version)
    answer, session, reused = front.get(context)
    head, _, body = answer.partition("\r\n\r\n")
    assert head.startswith("HTTP/1.1 200")
    assert "Ask your supervisor for a code for this device" in body
    assert not reused
    again, _, reused = front.get(context, session)
    assert reused
    assert "Ask your supervisor for a code for this device" in again


def test_the_headers_keep_their_budget_behind_nginx(front):
    answer, _, _ = front.get(front.context(ssl.TLSVersion.TLSv1_3))
    head = answer.partition("\r\n\r\n")[0]
    assert len(head) <= 400 + len("Strict-Transport-Security: max-age=31536000\r\n")
    assert "Strict-Transport-Security" in head
    assert "gunicorn" not in head
    assert not re.search(r"nginx/\d", head)


STRICT = ("X-Content-Type-Options: nosniff", "Strict-Transport-Security: max-age=31536000")


@pytest.mark.parametrize(
    ("path", "status", "more"),
    [
        (PAGE, 200, ("Content-Security-Policy: default-src 'none'", "private, no-cache")),
        ("/sign-in", 303, (f"Location: {PAGE}",)),
        ("/line", 303, (f"Location: {PAGE}?next=/line",)),
        ("/nothing", 404, ("Content-Security-Policy: default-src 'none'", "private, no-cache")),
        ("/api/v1/visits/222-222", 401, ("no-store",)),
        ("/healthz", 200, ("no-store",)),
        ("/metrics", 401, ("no-store",)),
    ],
)
def test_every_answer_behind_nginx_is_strict(front, path, status, more):
    answer, _, _ = front.get(front.context(ssl.TLSVersion.TLSv1_3), path=path)
    head = answer.partition("\r\n\r\n")[0]
    assert head.startswith(f"HTTP/1.1 {status} ")
    for line in (*STRICT, *more):
        assert head.count(line) == 1, (line, head)
    assert "X-Powered-By" not in head


def test_who_does_not_trust_the_root_gets_nothing(front):
    with pytest.raises(ssl.SSLCertVerificationError):
        front.get(ssl.create_default_context())


@pytest.mark.parametrize(
    "suite", ["ECDHE-ECDSA-AES128-SHA256", "ECDHE-ECDSA-AES256-SHA", "ECDHE-ECDSA-AES128-SHA"]
)
def test_a_suite_without_authenticated_encryption_is_refused(front, suite):
    context = front.context(ssl.TLSVersion.TLSv1_2)
    context.set_ciphers(suite)
    with pytest.raises(ssl.SSLError, match="HANDSHAKE_FAILURE"):
        front.get(context)


def test_plain_http_is_led_to_tls(front):
    with socket.create_connection(("127.0.0.1", front.plain), timeout=10) as raw:
        raw.sendall(f"GET /line HTTP/1.0\r\nHost: {HOST}\r\n\r\n".encode())
        answer = raw.recv(4096).decode()
    assert answer.startswith("HTTP/1.1 301")
    assert f"Location: https://{HOST}/line" in answer
