"""Every error that the program raises on purpose.

TriageError
├── SettingsWrong       settings are missing or cannot be used; the message lists every mistake
├── ModelUnusable       the model's files are missing, damaged or not the ones this release knows
├── TrainingRefused     a table cannot train or judge a model, or the model made is not good enough
├── DatabaseUnusable    the database is missing, of another version, or refuses to be written
├── BackupUnusable      a backup cannot be made, is damaged, or must not be restored there
├── SiteRefused         a site or an account cannot be made or changed as asked
├── PolicyUnusable      a policy file cannot be read; the message lists every mistake
├── LinkDown            the other end did not answer, or asked to try later; it says when
├── PeerRefused         the other end will not take this, however often it is sent
├── LogBroken           an entry, a commitment or a link of the log's chain does not match
├── VisitConflict       a report id that is known came with other content
├── NotFound            what was asked for does not exist here, or not for this person
├── AccessDenied        this actor may not do this
├── SignInRefused       name, PIN, session or device was not accepted; it carries a code
└── Throttled           too many wrong tries; it carries a code and until when nothing is looked at
"""

from datetime import datetime, timedelta


class TriageError(Exception):
    """The base of all errors raised on purpose."""


class SettingsWrong(TriageError):
    """Settings are missing or cannot be used; each mistake says what to write instead."""

    def __init__(self, mistakes: list[str]) -> None:
        """Keep *mistakes*, one sentence each."""
        super().__init__("\n".join(mistakes))
        self.mistakes = mistakes


class ModelUnusable(TriageError):
    """The model's files are missing, damaged or not the ones that this release knows."""


class TrainingRefused(TriageError):
    """A table cannot train or judge a model, or what was made of it must not be delivered."""


class DatabaseUnusable(TriageError):
    """The database is missing, of another version, or refuses to be written."""


class BackupUnusable(TriageError):
    """A backup cannot be made, is damaged, or must not be restored there; nothing was changed."""


class SiteRefused(TriageError):
    """A site or an account cannot be made or changed as asked; nothing was changed."""


class PolicyUnusable(TriageError):
    """A policy file cannot be read; each line of the message is one mistake."""


class LinkDown(TriageError):
    """The other end did not answer, or asked to try later."""

    def __init__(self, why: str, retry_after_s: float | None = None) -> None:
        """Keep *why*, which names no patient, and the seconds that the other end asked for."""
        super().__init__(why)
        self.retry_after_s = retry_after_s


class PeerRefused(TriageError):
    """The other end will not take this, however often it is sent."""


class LogBroken(TriageError):
    """An entry, a commitment or a link of the log's chain does not match."""


class VisitConflict(TriageError):
    """A report id that is known came with other content, from where nothing may be amended."""


class NotFound(TriageError):
    """What was asked for does not exist here, or not for this person."""


class AccessDenied(TriageError):
    """This actor may not do this."""


class SignInRefused(TriageError):
    """Name, PIN, session or device was not accepted."""

    def __init__(self, code: str) -> None:
        """Keep *code*: wrong, wrong_code or token."""
        super().__init__(code)
        self.code = code


class Throttled(TriageError):
    """Too many wrong tries; until a time nothing is looked at, even what is right."""

    def __init__(self, code: str, until: datetime) -> None:
        """Keep *code* (locked, device, enrol, unlock or token) and *until*."""
        super().__init__(code)
        self.code = code
        self.until = until

    def retry_after_s(self, now: datetime) -> int:
        """Return the whole seconds from *now* on after which another try is looked at."""
        return max(1, -((now - self.until) // timedelta(seconds=1)))
