"""The only way out of this node: asks the policy, writes the ledger line, hands over bytes.

Nothing else opens a connection. :class:`Cleared` is what may be handed over, and only
:meth:`Border.clear` makes it; the line in the ledger is on the disk before the first byte leaves.
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

from triage.errors import LinkDown, PeerRefused
from triage.exchange.entry import CONTEXT, Header, Kind
from triage.exchange.sovereignty import (
    LOCAL_LANE,
    Policy,
    Refusal,
    Request,
    Verdict,
    may,
    tier,
)
from triage.store.database import Connection, Database
from triage.store.log import Context, NewEntry, newest_of
from triage.store.outbox import Frozen
from triage.store.projection import take

if TYPE_CHECKING:
    import httpx

LANE_REST = 2
LARGEST_ANSWER_BYTES = 1 << 20
CONNECT_S, SILENCE_S = 10.0, 10.0
"""No answer for so long, and the link counts as down: waiting for TCP to notice takes a minute."""
_LATER = frozenset({
    HTTPStatus.REQUEST_TIMEOUT,
    HTTPStatus.TOO_EARLY,
    HTTPStatus.TOO_MANY_REQUESTS,
})  # fmt: skip

Wording = Callable[[Sequence[Verdict]], bytes]
"""Makes the bytes from what the policy lets through of each entry, in the order of the crossing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """What is to leave: which entries, where to, what for.

    actor_id: who asked for it, None if the node did. subjects: ids of what it is about.
    """

    entries: tuple[Header, ...]
    request: Request
    actor_id: str | None = None
    subjects: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleared:
    """Bytes that may leave; frozen names the line in the ledger that says so."""

    frozen: Frozen


@dataclass(frozen=True, slots=True, kw_only=True)
class Denied:
    """Nothing may leave; ledger_id names the line that says so, why is a code of Refusal."""

    why: str
    ledger_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Endpoint:
    """An address to post to.

    headers: without secrets in the address. trusted: certificates of the private root, None for
    the machine's own.
    """

    url: str
    content_type: str
    headers: Mapping[str, str] = field(default_factory=dict)
    trusted: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Border:
    """The border of this node: where it lies and which policy holds."""

    jurisdiction: str
    policy: Policy

    def clear(
        self,
        connection: Connection,
        crossing: Crossing,
        word: Wording,
        now: datetime,
        frozen: Frozen | None = None,
    ) -> Cleared | Denied:
        """Return the bytes that may leave, or why none may, and record it with the connection.

        Hand over what is cleared only after the transaction is on the disk.

        Args:
            connection: the line in the ledger belongs to its transaction.
            crossing: what is to leave; one entry that may not stops all of it.
            word: makes the bytes.
            now: the time.
            frozen: what was cleared before. As long as the policy lets the same through, the
                same bytes go again under the same line.
        """
        verdicts = tuple(
            may(entry, self.jurisdiction, crossing.request, self.policy)
            for entry in crossing.entries
        )
        # What no entry of the log stands for was never recorded: it cannot leave.
        unseen = () if verdicts else (Refusal.NO_RULE,)
        refused = (*(one.refusal for one in verdicts if one.refusal is not None), *unseen)
        refusal = refused[0] if refused else None
        if refusal is not None:
            line = self._line(crossing, {"refusal": str(refusal)})
            return Denied(why=refusal, ledger_id=_record(connection, crossing, line, now))
        form = _form(crossing, verdicts, self.policy)
        if frozen is not None and frozen.form == form:
            return Cleared(frozen=frozen)
        body = word(verdicts)
        line = self._line(crossing, _told(verdicts, body))
        ledger_id = _record(connection, crossing, line, now)
        return Cleared(frozen=Frozen(body=body, form=form, ledger_id=ledger_id))

    def _line(self, crossing: Crossing, more: Mapping[str, object]) -> dict[str, object]:
        destination = crossing.request.destination
        return {
            "destination": destination.name,
            "jurisdiction": destination.jurisdiction,
            "tier": str(tier(self.jurisdiction, destination.jurisdiction)),
            "channel": str(destination.channel),
            "purpose": str(crossing.request.purpose),
            "policy": self.policy.id,
            "policy_sha256": self.policy.sha256,
            "entries": len(crossing.entries),
            **more,
        }


def _told(verdicts: Sequence[Verdict], body: bytes) -> dict[str, object]:
    return {
        "sent": sorted(frozenset[str]().union(*(one.sent for one in verdicts))),
        "withheld": sorted(frozenset[str]().union(*(one.withheld for one in verdicts))),
        "bytes": len(body),
        "sha256": hashlib.sha256(body).hexdigest(),
    }


def activate(database: Database, border: Border, now: datetime) -> bool:
    """Record that this policy holds here from now on, and return True; False if it held before."""
    subjects = {"policy": border.policy.id, "sha256": border.policy.sha256}
    with database.reading() as connection:
        newest = newest_of(connection, Kind.POLICY_ACTIVATED)
    told = {"version": border.policy.version, "jurisdiction": border.jurisdiction}
    if newest and (newest.context.subjects, newest.compartments["decision"]) == (subjects, told):
        return False
    context = Context(now=now, actor_id=None, subjects=subjects)
    new = NewEntry(
        kind=Kind.POLICY_ACTIVATED, lane=LANE_REST, context=context, compartments={"decision": told}
    )
    with database.writing() as connection:
        take(connection, new)
    return True


def _record(
    connection: Connection, crossing: Crossing, line: Mapping[str, object], now: datetime
) -> str:
    kind = Kind.TRANSFER_DENIED if "refusal" in line else Kind.TRANSFER_ALLOWED
    context = Context(now=now, actor_id=crossing.actor_id, subjects=crossing.subjects)
    new = NewEntry(kind=kind, lane=LOCAL_LANE, context=context, compartments={"decision": line})
    return take(connection, new).id


def _form(crossing: Crossing, verdicts: Sequence[Verdict], policy: Policy) -> str:
    """Return a hash of what of which entries crosses, where to and under which policy."""
    told = [repr(crossing.request), policy.sha256]
    for entry, verdict in zip(crossing.entries, verdicts, strict=True):
        told.append(f"{entry.place} {sorted(verdict.sent - {CONTEXT})} {CONTEXT in verdict.sent}")
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def post(cleared: Cleared, endpoint: Endpoint) -> bytes:
    """Hand *cleared* over and return the answer, at most a megabyte.

    Raises:
        LinkDown: nobody answered in time, or the other end asks to try later.
        PeerRefused: the other end will never take it, or answers with more than it may.
    """
    import ssl  # noqa: PLC0415  the only place, and a process that sends nothing needs none

    import httpx  # noqa: PLC0415  as above

    trusted = ssl.create_default_context(cafile=endpoint.trusted)
    headers = {"Content-Type": endpoint.content_type, "User-Agent": "triage", **endpoint.headers}
    try:
        # Neither proxies nor certificates from the environment: what leaves goes where it is said.
        with httpx.Client(
            trust_env=False,
            follow_redirects=False,
            verify=trusted,
            timeout=httpx.Timeout(SILENCE_S, connect=CONNECT_S),
        ) as client, client.stream(
            "POST", endpoint.url, content=cleared.frozen.body, headers=headers
        ) as answer:  # fmt: skip
            _check(answer.status_code, answer.headers.get("Retry-After"))
            return _read(answer)
    except httpx.HTTPError as error:
        raise LinkDown(type(error).__name__) from error


def _check(status: int, retry_after: str | None) -> None:
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return
    told = f"the other end answered {status}"
    if status in _LATER or status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        wait = (retry_after or "").strip()
        raise LinkDown(told, float(wait) if wait.isdecimal() else None)
    raise PeerRefused(told)


def _read(answer: "httpx.Response") -> bytes:
    content = b""
    for part in answer.iter_bytes():
        content += part
        if len(content) > LARGEST_ANSWER_BYTES:
            raise PeerRefused("the answer is longer than a megabyte")
    return content
