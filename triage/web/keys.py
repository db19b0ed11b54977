"""One-time keys of forms: nothing is stored when a form is shown.

A key is a nonce and an HMAC over session, path and nonce, so only a page that this node showed
to this session for this form can post it: that is the protection against forged requests in
browsers that know no SameSite cookies. Because every rendering draws a new nonce, the key is
also different each time the page is compressed.
"""

import hmac
import uuid
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from json import dumps

NONCE_BYTES = 9
MAC_BYTES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form that a key is good for: *session* is "" before somebody signed in."""

    session: str
    path: str


def new_key(node_key: bytes, form: Form, nonce: bytes) -> str:
    """Return the key of *form* for *nonce*, 28 characters that need no escaping."""
    return urlsafe_b64encode(nonce + _mac(node_key, form, nonce)).decode("ascii")


def is_genuine(node_key: bytes, form: Form, key: str) -> bool:
    """Return whether *key* was made here for *form*."""
    try:
        raw = urlsafe_b64decode(key.encode("ascii"))
    except (NotBase64, UnicodeEncodeError):
        return False
    if len(raw) != NONCE_BYTES + MAC_BYTES:
        return False
    nonce, mac = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
    return hmac.compare_digest(mac, _mac(node_key, form, nonce))


def draft_id(node_key: bytes, key: str) -> str:
    """Return the id of the draft that the form with *key* makes: the same for every replay."""
    digest = hmac.digest(node_key, b"draft\0" + key.encode("ascii"), "sha256")
    return str(uuid.UUID(bytes=digest[:16], version=4))


def key_hash(key: str, words: Mapping[str, Sequence[str]] | None = None) -> bytes:
    """Return what the store keeps of an answered *key*.

    With *words*, of the key with what was typed: a form that may be changed and sent again.
    """
    told = dumps([key, words or {}], sort_keys=True)
    return hmac.digest(b"answered form", told.encode("ascii"), "sha256")[:16]


def _mac(node_key: bytes, form: Form, nonce: bytes) -> bytes:
    words = b"\0".join((b"form", form.session.encode(), form.path.encode(), nonce))
    return hmac.digest(node_key, words, "sha256")[:MAC_BYTES]
