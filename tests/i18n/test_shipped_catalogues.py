"""The thirteen catalogues as they are shipped: what a machine can check of them."""

import gettext
import re
import unicodedata

import polib
import pytest

from tests.i18n.conftest import TRANSLATIONS
from triage.i18n.locales import ENGLISH, read_locales
from triage.wording.pages import LEVELS

ENTRIES = {entry.code: entry for entry in read_locales(TRANSLATIONS)}
TEMPLATE = polib.pofile(str(TRANSLATIONS / "messages.pot"))
COUNTS = (0, 1, 2, 3, 11, 100)
COMPLETE = ("en", "id", "th")
"""The languages called complete: every sentence, and English, which is where they come from."""
PLACEHOLDERS = re.compile(r"\{[^{}]*\}|%\([^()]*\)[a-z]")

every_language = pytest.mark.parametrize("code", ENTRIES)


def catalogue_of(code):
    return polib.pofile(str(TRANSLATIONS / code / "LC_MESSAGES" / "messages.po"))


def placeholders(text):
    return sorted(set(PLACEHOLDERS.findall(text)))


def filled(text, count):
    """Return *text* as the program would fill it in."""
    names = {name[1:-1]: count for name in PLACEHOLDERS.findall(text) if name[0] == "{"}
    percent = {name[2:-2]: count for name in PLACEHOLDERS.findall(text) if name[0] == "%"}
    return text % percent if percent else text.format(**names)


def texts_of(entry):
    return [text for text in (entry.msgstr, *entry.msgstr_plural.values()) if text]


def test_the_thirteen_languages_are_there():
    assert set(ENTRIES) == {
        "en", "id", "ms", "fil", "vi", "th", "lo", "km", "my", "ta", "zh_Hans", "tet", "pt",
    }  # fmt: skip


@every_language
def test_the_plural_rule_is_the_tables(code):
    assert catalogue_of(code).metadata["Plural-Forms"] == ENTRIES[code].plural
    assert catalogue_of(code).metadata["Language"] == code


@every_language
def test_the_plural_rule_serves_every_count(code):
    rule = ENTRIES[code].plural
    forms = int(re.search(r"nplurals=(\d+)", rule)[1])
    choose = gettext.c2py(rule.partition("plural=")[2].rstrip(";"))
    assert {choose(count) for count in COUNTS} == set(range(forms))
    assert all(
        len(entry.msgstr_plural) == forms for entry in catalogue_of(code) if entry.msgid_plural
    )


@every_language
def test_every_sentence_can_be_filled_in_and_keeps_its_placeholders(shipped, code):
    language = shipped.get(code)
    for entry in TEMPLATE:
        if entry.msgid_plural:
            wanted = placeholders(entry.msgid_plural)
            texts = [language.ngettext(entry.msgid, entry.msgid_plural, n) for n in COUNTS]
        elif entry.msgctxt:
            wanted = placeholders(entry.msgid)
            texts = [language.pgettext(entry.msgctxt, entry.msgid)]
        else:
            wanted, texts = placeholders(entry.msgid), [language.gettext(entry.msgid)]
        assert all(placeholders(text) == wanted for text in texts), entry.msgid
        assert not [text for text in texts if placeholders(filled(text, 7))], entry.msgid


@every_language
def test_every_count_is_told(shipped, code):
    language = shipped.get(code)
    tellers = (language.years, language.months, language.weeks, language.days, language.minutes)
    told = [(tell(count), count) for tell in tellers for count in COUNTS]
    assert not [text for text, count in told if count != 100 and str(count) not in text]


@every_language
def test_no_sentence_is_guessed_or_denormalized(code):
    catalogue = catalogue_of(code)
    assert not catalogue.fuzzy_entries()
    texts = [text for entry in catalogue for text in texts_of(entry)]
    assert not [text for text in texts if unicodedata.normalize("NFC", text) != text]


@every_language
def test_a_translation_begins_and_ends_with_the_same_spaces(code):
    pairs = [(entry.msgid, text) for entry in catalogue_of(code) for text in texts_of(entry)]
    assert not [
        text
        for msgid, text in pairs
        if (msgid[0] == " ", msgid[-1] == " ") != (text[0] == " ", text[-1] == " ")
    ]


@every_language
def test_no_sentence_has_digits_of_another_script(code):
    """Devices, rulers and case codes show Latin digits only."""
    texts = [text for entry in catalogue_of(code) for text in texts_of(entry)]
    assert not [
        text
        for text in texts
        if any(letter.isdecimal() and not letter.isascii() for letter in text)
    ]


@every_language
def test_the_english_word_of_a_level_stands_first(shipped, code):
    language = shipped.get(code)
    assert not [w.word for w in LEVELS.values() if not language.gettext(w.word).startswith(w.word)]


@pytest.mark.parametrize("code", [code for code in COMPLETE if code != ENGLISH])
def test_a_language_called_complete_has_every_sentence(code):
    translated = {(entry.msgctxt, entry.msgid) for entry in catalogue_of(code).translated_entries()}
    assert not [e.msgid for e in TEMPLATE if (e.msgctxt, e.msgid) not in translated]


def test_english_is_its_own_source():
    assert not [entry.msgid for entry in catalogue_of("en") if texts_of(entry)]


def test_a_catalogue_says_nothing_of_the_machine_it_was_made_on():
    for code in ENTRIES:
        head = (TRANSLATIONS / code / "LC_MESSAGES" / "messages.po").read_text()[:1000]
        assert not re.search(r"Date:|Generated-By|Last-Translator", head), code
