import pytest

from triage.errors import SettingsWrong
from triage.i18n import Languages


def mistakes_of(path):
    with pytest.raises(SettingsWrong) as raised:
        Languages.load(path)
    return raised.value.mistakes


def test_a_missing_table_is_named(tmp_path):
    (mistake,) = mistakes_of(tmp_path)
    assert "locales.toml is missing" in mistake


def test_a_table_that_is_no_toml_is_named(tmp_path):
    (tmp_path / "locales.toml").write_text("[en")
    (mistake,) = mistakes_of(tmp_path)
    assert "locales.toml cannot be read" in mistake


def test_a_key_too_few_is_named_with_its_language(directory):
    table = directory.path / "locales.toml"
    table.write_text(table.read_text().replace('direction = "ltr"\n', ""))
    (mistake,) = mistakes_of(directory.path)
    assert "[en] needs exactly the keys" in mistake


def test_a_site_without_english_does_not_start(directory):
    (directory.path / "locales.toml").write_text("")
    (mistake,) = mistakes_of(directory.path)
    assert "add a table [en]" in mistake


def test_every_mistake_is_reported_at_once(directory):
    directory.add("km", fallback="[]")
    directory.add("lo", fallback='["xx"]')
    table = directory.path / "locales.toml"
    table.write_text(table.read_text().replace('formatting = "en_GB"', 'formatting = "qq"', 1))
    mistakes = mistakes_of(directory.path)
    assert any("[km] has no directory" in mistake for mistake in mistakes)
    assert any("[lo] falls back to xx" in mistake for mistake in mistakes)
    assert any("[en] formatting 'qq' is unknown to Babel" in mistake for mistake in mistakes)


def test_a_language_without_a_fallback_needs_only_its_directory(directory):
    directory.add("km", fallback="[]", catalogue="")
    assert directory.load().get("km").gettext("hello") == "hello"
