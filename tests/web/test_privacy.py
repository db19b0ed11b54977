"""What people type is shown as text and stands in no address."""

import re

from tests.web.person import NORMAL

NASTY = "<script>alert(1)</script>\"'&"


def test_whatever_is_typed_is_shown_as_text(noi):
    code = noi.code(who={"full_name": NASTY, "village": NASTY}, vitals=NORMAL | {"note": NASTY})

    for path in (
        f"/visits/{code}",
        f"/visits/{code}/result",
        "/line",
        "/",
        f"/visits/{code}/correct/who",
        f"/visits/{code}/correct/vitals",
    ):
        text = noi.get(path).text
        assert "<script" not in text
        assert "'&\"" not in text


def test_a_note_comes_back_exactly_as_typed(noi):
    code = noi.code(vitals=NORMAL | {"note": "\nfirst line\n  second {{ 7*7 }} %s"})

    text = noi.get(f"/visits/{code}").text

    assert "second {{ 7*7 }} %s" in text


def test_names_villages_phones_and_notes_stand_in_no_address_and_no_title(noi):
    words = ("Test Patient", "Test+Patient", "Baan", "0812", "boat")
    code = noi.code(who={"phone": "0812 345 678"}, vitals=NORMAL | {"note": "came by boat"})
    noi.begin()

    for path in (
        "/",
        "/line",
        f"/visits/{code}",
        f"/visits/{code}/result",
        f"/visits/{code}/correct",
        f"/visits/{code}/level",
    ):
        text = noi.get(path).text
        addresses = re.findall(r'(?:href|action)="?([^" >]+)', text)
        title = re.findall("<title>(.*?)<", text)
        assert addresses
        assert not [one for one in addresses + title if any(word in one for word in words)]
