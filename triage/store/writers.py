"""Writers take turns, and those that queue meanwhile share one commit.

The writer whose block ends while others wait leaves the transaction open for the next one and
waits; the last one of the queue commits for all. So a slow card is asked to sync once for several
visits. Nobody goes on before the commit came back, and if it fails, it failed for all of them. A
block that raises is undone alone, to its savepoint.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from threading import Event, Lock

from sqlalchemy import Connection

from triage.store.prepared import run

MOST_TOGETHER = 16
"""Blocks in one transaction: the first one's person waits for all the others."""

Opened = Callable[[], AbstractContextManager[Connection]]


class _Group:
    """One transaction, and those who wait for its commit."""

    def __init__(self, opened: Opened) -> None:
        self._stack = ExitStack()
        self.connection = self._stack.enter_context(opened())
        self.members = 0
        self.done = Event()
        self.failed: BaseException | None = None

    @contextmanager
    def block(self) -> Iterator[Connection]:
        """Give the connection for one block; undo the block alone if it raises."""
        self.members += 1
        run(self.connection, "SAVEPOINT block")
        try:
            yield self.connection
            run(self.connection, "RELEASE block")
        except BaseException as error:
            self._undo_block(error)
            raise

    def _undo_block(self, error: BaseException) -> None:
        try:
            run(self.connection, "ROLLBACK TO block")
            run(self.connection, "RELEASE block")
        except Exception:  # noqa: BLE001  SQLite undid everything, as it does on a full disk
            self.failed = error

    def end(self) -> None:
        """Commit, or undo what cannot be committed, and let everybody go on."""
        try:
            self._close(self.failed)
        except BaseException as error:
            self.failed = error
            raise
        finally:
            self.done.set()

    def _close(self, error: BaseException | None) -> None:
        self._stack.__exit__(type(error) if error else None, error, None)


class Writers:
    """The queue of the writers of one process."""

    def __init__(self, opened: Opened) -> None:
        """Queue for transactions that *opened* begins, commits, and undoes if they raise."""
        self._opened = opened
        self._turn = Lock()
        self._counting = Lock()
        self._waiting = 0
        self._group: _Group | None = None

    @property
    def waiting(self) -> int:
        """How many wait for their turn."""
        return self._waiting

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give the connection of the only writer; return when the changes are committed.

        Raises:
            Exception: what the block or the commit raised; nothing of the block was recorded.
        """
        with self._taken_turn():
            group = self._group = self._group or _Group(self._opened)
            try:
                with group.block() as connection:
                    yield connection
            finally:
                self._end_unless_others_wait(group)
        group.done.wait()
        if group.failed is not None:
            raise group.failed

    @contextmanager
    def _taken_turn(self) -> Iterator[None]:
        with self._counting:
            self._waiting += 1
        try:
            self._turn.acquire()
        finally:
            with self._counting:
                self._waiting -= 1
        try:
            yield
        finally:
            self._turn.release()

    def _end_unless_others_wait(self, group: _Group) -> None:
        if self._waiting and group.failed is None and group.members < MOST_TOGETHER:
            return
        self._group = None
        group.end()
