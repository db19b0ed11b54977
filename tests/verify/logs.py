"""Exported logs, for tests of the verifier."""

import io
from dataclasses import replace
from pathlib import Path

from tests.web.person import Person
from tests.web.site import Site, make_site
from triage.exchange.export import Exported, Opening, Reader, written
from triage.store.exports import exported
from triage.store.nodes import node
from triage.verify import Account, verify

ENGINE = "test"
"""What the clinics of the tests call their engine."""


def busy_site(directory: Path, **more: object) -> Site:
    """A site with a well patient, one in danger, an amendment and a level set by hand."""
    site = make_site(directory, **more)
    noi = Person(site, "Noi")
    code = noi.code()
    red = noi.code(signs={"present": ["stridor"], "none": ["look", "ask", "injury"]})
    noi.send(f"/visits/{code}/retriage", hr="135", rr="16", temp_c="37.0", spo2="98", avpu="A")
    Person(site, "Dara").send(f"/visits/{red}/level", level="ORANGE", reason="seen")
    return site


def parts(site: Site, without: frozenset[str] = frozenset()) -> tuple[Opening, list[Exported]]:
    """The opening and the entries of the site's export."""
    with site.clinic.database.reading() as connection:
        mine = node(connection)
        opening = Opening(node=mine.number, id_key=mine.id_key, release="0", without=without)
        return opening, list(exported(connection, without))


def whole(opening: Opening, entries: list[Exported]) -> bytes:
    """The bytes of an export, its closing computed anew."""
    return b"".join(written(opening, entries))


def checked(content: bytes, **more: object) -> Account:
    """What the verifier finds in *content*."""
    return verify(io.BytesIO(content).read, **({"engine": ENGINE} | more))


def read(content: bytes) -> list[Exported]:
    """The entries of an export."""
    return list(Reader(io.BytesIO(content).read).entries())


def with_entry(entries: list[Exported], at: int, **other: object) -> list[Exported]:
    """*entries* with one of them changed."""
    return [replace(one, **other) if n == at else one for n, one in enumerate(entries)]
