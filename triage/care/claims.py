"""Taking over an emergency that was told on a device where nobody was signed in."""

from triage.access import Actor
from triage.care.drafts import Progress, keep_with
from triage.care.once import Once
from triage.store import claims, forms, visits
from triage.store.database import Database


def claim(database: Database, actor: Actor, code: str, progress: Progress, once: Once) -> str:
    """Record that *actor* takes the emergency over and return where the browser goes.

    Unless the visit is complete its form goes on under the actor's name from *progress*. What
    somebody took over already stays theirs.

    Raises:
        NotFound: there is no such visit.
    """
    with database.writing() as connection:
        before = forms.answered(connection, once.key_hash)
        if before is not None:
            return before
        visit = visits.by_code(connection, code)
        if visit.is_unclaimed:
            first = visits.history(connection, visit.id)[0]
            claims.claim(connection, visit.id, actor_id=actor.account_id, now=once.now)
            if not visit.complete:
                keep_with(connection, actor, first.report_id, progress, once.now)
        return forms.answer(connection, once.key_hash, once.location, once.now)
