"""Every answer's last station: headers for safety, and gzip.

Compression and secrets: a page holds no secret that stays the same from one rendering to the
next (the one-time keys have a fresh nonce, the session lies in a cookie), so the length of a
compressed page gives nothing away that could be guessed byte by byte (BREACH).
"""

import zlib
from collections.abc import Mapping
from http import HTTPStatus

from flask import Request, Response

POLICY = (
    "default-src 'none';style-src 'self';form-action 'self';frame-ancestors 'none';base-uri 'none'"
)
FOR_PERSONS = "private, no-cache"
FOR_A_YEAR = "public, max-age=31536000, immutable"
SHORT: Mapping[int, str] = {
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "413 Too long",
    HTTPStatus.UNPROCESSABLE_ENTITY: "422 Refused",
    HTTPStatus.TOO_MANY_REQUESTS: "429 Later",
    HTTPStatus.INTERNAL_SERVER_ERROR: "500 Mistake",
    HTTPStatus.SERVICE_UNAVAILABLE: "503 Later",
}
"""Shorter than the phrases of the registry, which nobody reads: the header block has a budget."""
COMPRESSED_FROM_BYTES = 200
LEVEL = 9
GZIP_WINDOW = 31
"""15 bits of window, and 16 to ask for gzip's header (zlib's manual)."""


def finish(request: Request, response: Response) -> Response:
    """Return *response* with the headers of this house, compressed if the browser can."""
    headers = response.headers
    headers["X-Content-Type-Options"] = "nosniff"
    headers.setdefault("Cache-Control", FOR_PERSONS)
    if response.mimetype == "text/html":
        headers["Content-Type"] = "text/html;charset=utf-8"
        headers["Content-Security-Policy"] = POLICY
        headers["Referrer-Policy"] = "no-referrer"
    response.status = SHORT.get(response.status_code, response.status)
    return _compressed(request, response)


def _compressed(request: Request, response: Response) -> Response:
    if "gzip" not in request.headers.get("Accept-Encoding", "").lower():
        return response
    if response.direct_passthrough or response.content_encoding:
        return response
    body = response.get_data()
    if len(body) > COMPRESSED_FROM_BYTES:
        response.set_data(gzipped(body))
        response.headers["Content-Encoding"] = "gzip"
        if response.headers["Cache-Control"] == FOR_A_YEAR:
            response.headers["Vary"] = "Accept-Encoding"
    return response


def gzipped(body: bytes) -> bytes:
    """Return *body* as gzip, with no name or time in its header."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP_WINDOW, 9)
    return packer.compress(body) + packer.flush()
