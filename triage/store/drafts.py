"""Forms that were begun: everything typed, kept for seven days or until the visit is recorded."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, Row, bindparam, select
from sqlalchemy import delete as delete_from
from sqlalchemy.dialects.sqlite import insert

from triage.clinical.level import Level
from triage.store.clock import moment, stamp
from triage.store.prepared import Prepared
from triage.store.tables import form_draft

KEPT_FOR = timedelta(days=7)
"""Since the last change."""


_FRESH = insert(form_draft)
_KEPT_NEW = ("step", "words", "level", "code", "changed_at")
_SAVE = Prepared(
    _FRESH.on_conflict_do_update(
        index_elements=["id"],
        set_={name: _FRESH.excluded[name] for name in _KEPT_NEW},
        where=form_draft.c.account_id == _FRESH.excluded.account_id,
    )
)
_GET = Prepared(
    select(form_draft).where(
        form_draft.c.id == bindparam("this"),
        form_draft.c.account_id == bindparam("mine"),
        form_draft.c.changed_at > bindparam("since"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A form that was begun.

    Attributes:
        id: a UUID.
        account_id: of the person who types.
        step: the page of the form that comes next.
        words: everything typed so far, by name of input.
        level: of what is known so far, if that is dangerous.
        code: the case code, if the draft stands in the line.
    """

    id: str
    account_id: str
    step: str
    words: Mapping[str, list[str]]
    created_at: datetime
    changed_at: datetime
    level: Level | None = None
    code: str | None = None


def save(connection: Connection, draft: Draft) -> None:
    """Record *draft*, over the older one with its id and account if there is one.

    The time of creation stays that of the first. Another account's draft is never touched.
    """
    row = {
        "id": draft.id,
        "account_id": draft.account_id,
        "step": draft.step,
        "words": json.dumps(dict(draft.words), ensure_ascii=False),
        "level": draft.level.name if draft.level else None,
        "code": draft.code,
        "created_at": stamp(draft.created_at),
        "changed_at": stamp(draft.changed_at),
    }
    _SAVE.run(connection, row)


def get(connection: Connection, draft_id: str, account_id: str, now: datetime) -> Draft | None:
    """Return this account's draft; None if there is none, or it is too old."""
    asked = {"this": draft_id, "mine": account_id, "since": stamp(now - KEPT_FOR)}
    row = _GET.first(connection, asked)
    return None if row is None else _draft(row)


def of_account(connection: Connection, account_id: str, now: datetime) -> tuple[Draft, ...]:
    """Return this account's drafts, the one changed last first."""
    mine = select(form_draft).where(form_draft.c.account_id == account_id, _kept(now))
    newest_first = mine.order_by(form_draft.c.changed_at.desc(), form_draft.c.id)
    return tuple(map(_draft, connection.execute(newest_first)))


def delete(connection: Connection, draft_id: str, account_id: str) -> None:
    """Delete this account's draft, if there is one."""
    mine = (form_draft.c.id == draft_id, form_draft.c.account_id == account_id)
    connection.execute(delete_from(form_draft).where(*mine))


def expire(connection: Connection, now: datetime) -> int:
    """Delete the drafts that nobody changed for seven days and return how many there were."""
    return connection.execute(delete_from(form_draft).where(~_kept(now))).rowcount


def _kept(now: datetime) -> ColumnElement[bool]:
    return form_draft.c.changed_at > stamp(now - KEPT_FOR)


def _draft(row: Row[tuple[object, ...]]) -> Draft:
    return Draft(
        id=row.id,
        account_id=row.account_id,
        step=row.step,
        words=json.loads(row.words),
        level=Level[row.level] if row.level else None,
        code=row.code,
        created_at=moment(row.created_at),
        changed_at=moment(row.changed_at),
    )
