"""The mechanism, with made-up catalogues."""

import pytest

from triage.errors import SettingsWrong

HELLO = '\nmsgid "hello"\nmsgstr "halo"\n'


def test_a_fresh_checkout_needs_no_compiled_catalogue(directory):
    directory.add("ms", catalogue=HELLO)
    assert directory.load().get("ms").gettext("hello") == "halo"


def test_an_untranslated_plural_is_english_in_its_right_number(directory):
    empty = '\nmsgid "{n} year"\nmsgid_plural "{n} years"\nmsgstr[0] ""\n'
    directory.add("ms", catalogue=empty)
    malay = directory.load().get("ms")
    assert [malay.ngettext("{n} year", "{n} years", n) for n in (1, 30)] == [
        "{n} year",
        "{n} years",
    ]


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
