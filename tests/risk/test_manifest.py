from datetime import date

import pytest

from triage.errors import ModelUnusable
from triage.risk import manifest

TEXT = """
format = 2
id = "x"
version = "1"
created = "2026-11-23"
sha256 = "{hash}"
complaint_groups = ["10", "PAIN"]
features = [{{ name = "a", unit = "1", low = 0, high = 1.0 }}]
[thresholds]
single = {{ yellow = 0.02, orange = 0.1 }}

[[thresholds.bands]]
low_age = 12
high_age = 44
yellow = 0.01
orange = 0.1
critical_from = 0.003
not_critical_to = 0.02

[[thresholds.bands]]
low_age = 45
high_age = 120
yellow = 0.03
orange = 0.1
critical_from = 0.01
not_critical_to = 0.09
""".format(hash="0" * 64)


def test_a_manifest_is_read_whole():
    read = manifest.parsed(TEXT.encode())
    assert read.name == "x-1"
    assert read.created == date(2026, 11, 23)
    assert read.features[0].high == 1.0
    assert [f.name for f in read.features] == ["a", "complaint_10", "complaint_PAIN"]
    assert read.single.yellow == 0.02
    assert read.bands[1].critical_from == 0.01


@pytest.mark.parametrize(("age", "low"), [(12, 12), (44, 12), (45, 45), (120, 45), (130, 45)])
def test_an_age_belongs_to_one_band(age, low):
    assert manifest.parsed(TEXT.encode()).band(age).low_age == low


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("format = 2", "format = 1", "format 1"),
        ("format = 2", "", "format None"),
        ('version = "1"', "", "no version"),
        ("complaint_groups =", "groups =", "no complaint_groups"),
        ("single =", "simple =", "no single"),
        ("yellow = 0.02", 'yellow = "0.02"', "no number"),
        ("yellow = 0.02", "yellow = true", "no number"),
        ("yellow = 0.02", "yellow = nan", "do not rise"),
        ("yellow = 0.02", "yellow = 0.2", "do not rise"),
        ("yellow = 0.02", "yellow = 0.0", "do not rise"),
        ("orange = 0.1", "orange = 1.0", "do not rise"),
        ("low_age = 12", "low_age = 13", "begin at 12"),
        ("low_age = 45", "low_age = 46", "gap or overlap"),
        ("2026-11-23", "yesterday", "wrong kind"),
        ("0" * 64, "00", "SHA-256"),
        ("features = [", "features = 1 #", "TOML|wrong kind"),
        ("[thresholds]", "[thresholds", "TOML"),
    ],
)
def test_a_manifest_that_cannot_be_used_says_why(old, new, why):
    assert old in TEXT
    with pytest.raises(ModelUnusable, match=why):
        manifest.parsed(TEXT.replace(old, new, 1).encode())


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(ModelUnusable, match="TOML"):
        manifest.parsed(b"\xff\xfe")


def test_a_mistake_names_the_file(tmp_path):
    (tmp_path / "manifest.toml").write_text("format = 9")
    with pytest.raises(ModelUnusable, match=r"manifest\.toml: format 9"):
        manifest.read(tmp_path)
