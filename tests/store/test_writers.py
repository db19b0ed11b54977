"""Writers that queue share a commit, and each is told the truth about its own block."""

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import SQLAlchemyError

from triage.store.writers import MOST_TOGETHER, Writers

WITHIN_S = 20


class Book:
    """A file with one table, whose commits are counted and can be made to fail."""

    def __init__(self, path) -> None:
        self.engine = create_engine(f"sqlite:///{path}", isolation_level="AUTOCOMMIT")
        self.commits = 0
        self.is_broken = False
        self.writers = Writers(self.opened)
        with self.engine.connect() as connection:
            connection.exec_driver_sql("CREATE TABLE line (name TEXT UNIQUE)")

    @contextmanager
    def opened(self):
        with self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connection
                self.check_disk()
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")
            self.commits += 1

    def check_disk(self) -> None:
        if self.is_broken:
            raise OSError("the disk failed")

    def names(self) -> list[str]:
        with self.engine.connect() as connection:
            return sorted(connection.exec_driver_sql("SELECT name FROM line").scalars())


@pytest.fixture
def book(tmp_path):
    made = Book(tmp_path / "book.db")
    yield made
    made.engine.dispose()


def line(name: str):
    """Return a block that writes *name*."""
    return lambda connection: connection.exec_driver_sql("INSERT INTO line VALUES (?)", (name,))


def write(book: Book, block) -> str:
    """Return what the writer of *block* is told in the end."""
    try:
        with book.writers.writing() as connection:
            block(connection)
    except (OSError, ValueError, SQLAlchemyError) as error:
        return type(error).__name__
    return "recorded"


def queue(book: Book, *blocks) -> list[str]:
    """Let the first of *blocks* write, the others queue behind it; return what each is told."""
    inside, go_on = threading.Event(), threading.Event()

    def held(connection) -> None:
        blocks[0](connection)
        inside.set()
        assert go_on.wait(WITHIN_S)

    with ThreadPoolExecutor(len(blocks)) as pool:
        told = [pool.submit(write, book, held)]
        assert inside.wait(WITHIN_S)
        for number, block in enumerate(blocks[1:], start=1):
            told.append(pool.submit(write, book, block))
            while book.writers.waiting < number:
                assert not any(one.done() for one in told)
        go_on.set()
        return [one.result(WITHIN_S) for one in told]


def test_a_writer_alone_has_a_commit_of_its_own(book):
    assert [write(book, line("a")), write(book, line("b"))] == ["recorded"] * 2
    assert (book.commits, book.names()) == (2, ["a", "b"])


def test_those_who_queue_share_one_commit_and_hear_of_it_after_it(book):
    assert queue(book, line("a"), line("b"), line("c")) == ["recorded"] * 3
    assert (book.commits, book.names()) == (1, ["a", "b", "c"])


@pytest.mark.parametrize(
    ("blocks", "told"),
    [
        pytest.param("aac", ["recorded", "IntegrityError", "recorded"], id="in the middle"),
        pytest.param("aca", ["recorded", "recorded", "IntegrityError"], id="the last"),
    ],
)
def test_a_block_that_raises_is_undone_alone(book, blocks, told):
    assert queue(book, *map(line, blocks)) == told
    assert book.names() == ["a", "c"]
    assert write(book, line("d")) == "recorded"


def test_a_commit_that_fails_has_failed_for_all(book):
    book.is_broken = True
    assert queue(book, line("a"), line("b"), line("c")) == ["OSError"] * 3
    assert book.names() == []
    book.is_broken = False
    assert write(book, line("d")) == "recorded"
    assert book.names() == ["d"]


def test_when_the_database_undid_everything_nobody_is_told_otherwise(book):
    def undo_all(connection) -> None:
        connection.exec_driver_sql("INSERT OR ROLLBACK INTO line VALUES ('a')")

    told = queue(book, line("a"), undo_all)
    assert "recorded" not in told
    assert book.names() == []
    assert write(book, line("b")) == "recorded"


@pytest.mark.parametrize(
    ("writers", "commits"),
    [(MOST_TOGETHER - 1, 1), (MOST_TOGETHER, 1), (MOST_TOGETHER + 1, 2)],
)
def test_a_group_has_a_limit_so_that_its_first_does_not_wait_for_ever(book, writers, commits):
    queue(book, *(line(f"n{number}") for number in range(writers)))
    assert (book.commits, len(book.names())) == (commits, writers)


def test_a_writer_alone_whose_block_raises_leaves_nothing(book):
    def refuse(connection) -> None:
        line("a")(connection)
        raise ValueError

    assert write(book, refuse) == "ValueError"
    assert book.names() == []
