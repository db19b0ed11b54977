"""The mechanism, with made-up catalogues."""

import os

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from triage.errors import SettingsWrong

HELLO = '\nmsgid "hello"\nmsgstr "halo"\n'


def compile_catalogue(source):
    with source.open("rb") as text, source.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read_po(text))


def test_a_fresh_checkout_needs_no_compiled_catalogue(directory):
    directory.add("ms", catalogue=HELLO)
    assert directory.load().get("ms").gettext("hello") == "halo"


def test_a_compiled_catalogue_is_enough(directory):
    directory.add("ms", catalogue=HELLO)
    compile_catalogue(directory.source("ms"))
    directory.source("ms").unlink()
    assert directory.load().get("ms").gettext("hello") == "halo"


def test_an_edited_sentence_shows_although_an_older_one_was_compiled(directory):
    directory.add("ms", catalogue=HELLO)
    source = directory.source("ms")
    compile_catalogue(source)
    os.utime(source.with_suffix(".mo"), (1, 1))
    source.write_text(source.read_text().replace("halo", "hai"))
    assert directory.load().get("ms").gettext("hello") == "hai"


def test_a_guessed_sentence_is_not_used(directory):
    directory.add("ms", catalogue='\n#, fuzzy\nmsgid "hello"\nmsgstr "selamat tinggal"\n')
    assert directory.load().get("ms").gettext("hello") == "hello"


def test_a_missing_sentence_comes_from_the_fallback_and_then_from_english(directory):
    directory.add("pt", catalogue='\nmsgid "hello"\nmsgstr "ola"\n')
    directory.add("tet", fallback='["pt", "en"]', catalogue='\nmsgid "bye"\nmsgstr "adeus"\n')
    tetun = directory.load().get("tet")
    texts = [tetun.gettext(msgid) for msgid in ("bye", "hello", "water")]
    assert texts == ["adeus", "ola", "water"]
    assert [tetun.language_of(msgid) for msgid in ("bye", "hello", "water")] == ["tet", "pt", "en"]
    assert [tetun.is_translated(msgid) for msgid in ("bye", "hello", "water")] == [
        True,
        False,
        False,
    ]


def test_english_counts_as_translated(directory):
    english = directory.load().get("en")
    assert english.is_translated("hello")
    assert english.language_of("hello") == "en"


def test_a_sentence_equal_to_the_english_one_is_translated(directory):
    directory.add("ms", catalogue='\nmsgid "mmHg"\nmsgstr "mmHg"\n')
    assert directory.load().get("ms").is_translated("mmHg")


def test_plural_forms_are_taken_from_the_catalogue_and_else_from_english(directory):
    forms = '\nmsgid "a day"\nmsgid_plural "days"\nmsgstr[0] "um dia"\nmsgstr[1] "dias"\n'
    directory.add("pt", catalogue=forms)
    directory.add("vi", catalogue=HELLO)
    languages = directory.load()
    assert [languages.get("pt").ngettext("a day", "days", n) for n in (1, 2)] == ["um dia", "dias"]
    assert [languages.get("vi").ngettext("a day", "days", n) for n in (1, 2)] == ["a day", "days"]
    assert languages.get("pt").is_translated("a day")


def test_one_english_word_may_have_two_translations(directory):
    directory.add("ms", catalogue='\nmsgctxt "stool"\nmsgid "hello"\nmsgstr "lain"\n' + HELLO)
    malay = directory.load().get("ms")
    assert malay.pgettext("stool", "hello") == "lain"
    assert malay.pgettext("elsewhere", "hello") == "hello"


def test_a_language_without_a_directory_shows_its_fallback(directory):
    directory.add("km")
    languages = directory.load()
    assert languages.codes == ("en", "km")
    assert languages.get("km").gettext("hello") == "hello"
    assert not languages.get("km").is_translated("hello")


def test_an_unknown_code_is_english(directory):
    assert directory.load().get("xx").code == "en"


def test_a_catalogue_is_read_once(directory):
    directory.add("ms", catalogue=HELLO)
    languages = directory.load()
    before = languages.get("ms")
    directory.source("ms").unlink()
    assert languages.get("ms") is before


def test_a_file_that_is_no_catalogue_is_reported_with_its_name(directory):
    directory.add("ms", catalogue='\nmsgid "hello\n')
    with pytest.raises(SettingsWrong, match=r"ms/LC_MESSAGES/messages\.po cannot be read"):
        directory.load().get("ms")
