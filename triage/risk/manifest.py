"""Reads manifest.toml: which model this is, what it takes and where it raises."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path

from triage.clinical.features import LEAST_AGE_YEARS, Feature, flag_name
from triage.errors import ModelUnusable

FORMAT = 2
FILE_NAME = "manifest.toml"
_SHA256_LENGTH = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """Probabilities from which the model raises a patient to YELLOW and to ORANGE."""

    yellow: float
    orange: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Ages *low_age* to *high_age* in completed years.

    The model is unsure from *critical_from* to *not_critical_to*, both inclusive.
    """

    low_age: int
    high_age: int
    thresholds: Thresholds
    critical_from: float
    not_critical_to: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What the makers of a model say about it.

    *not_for_use* marks a model that was trained in haste or on invented people, to try the way.
    """

    id: str
    version: str
    created: date
    sha256: str
    features: tuple[Feature, ...]
    single: Thresholds
    bands: tuple[Band, ...]
    golden_sha256: str | None = None
    not_for_use: bool = False

    @property
    def name(self) -> str:
        """The model's id with its version."""
        return f"{self.id}-{self.version}"

    def band(self, age_years: int) -> Band:
        """Return the band of *age_years*; the outermost one if the age lies beyond all."""
        for band in self.bands:
            if age_years <= band.high_age:
                return band
        return self.bands[-1]


def read(directory: Path) -> Manifest:
    """Return the manifest in *directory*.

    Raises:
        ModelUnusable: the file is missing, is no TOML, lacks a value or contradicts itself.
    """
    path = directory / FILE_NAME
    try:
        return parsed(path.read_bytes())
    except OSError as error:
        raise ModelUnusable(f"{path} cannot be read: {error.strerror}") from error
    except ModelUnusable as error:
        raise ModelUnusable(f"{path}: {error}") from error


def parsed(content: bytes) -> Manifest:
    """Return the manifest that *content* writes.

    Raises:
        ModelUnusable: as for read, without the path.
    """
    try:
        tree = tomllib.loads(content.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ModelUnusable(f"no TOML: {error}") from error
    if tree.get("format") != FORMAT:
        raise ModelUnusable(f"format {tree.get('format')!r}; this release reads {FORMAT}")
    try:
        manifest = _manifest(tree)
    except KeyError as error:
        raise ModelUnusable(f"no {error.args[0]}") from error
    except (TypeError, ValueError) as error:
        raise ModelUnusable(f"a value of the wrong kind: {error}") from error
    _check(manifest)
    return manifest


def _manifest(tree: Mapping[str, object]) -> Manifest:
    limits = _table(tree["thresholds"])
    return Manifest(
        id=str(tree["id"]),
        version=str(tree["version"]),
        created=date.fromisoformat(str(tree["created"])),
        sha256=str(tree["sha256"]),
        features=(
            *(_feature(_table(item)) for item in _list(tree["features"])),
            *(_flag(str(group)) for group in _list(tree["complaint_groups"])),
        ),
        single=_thresholds(_table(limits["single"])),
        bands=tuple(_band(_table(item)) for item in _list(limits["bands"])),
        golden_sha256=str(tree["golden_sha256"]) if "golden_sha256" in tree else None,
        not_for_use=tree.get("not_for_use") not in (None, False),
    )


def _feature(tree: Mapping[str, object]) -> Feature:
    return Feature(
        name=str(tree["name"]),
        unit=str(tree["unit"]),
        low=_number(tree["low"]),
        high=_number(tree["high"]),
    )


def _flag(group: str) -> Feature:
    return Feature(name=flag_name(group), unit="1", low=0.0, high=1.0)


def _band(tree: Mapping[str, object]) -> Band:
    return Band(
        low_age=int(_number(tree["low_age"])),
        high_age=int(_number(tree["high_age"])),
        thresholds=_thresholds(tree),
        critical_from=_number(tree["critical_from"]),
        not_critical_to=_number(tree["not_critical_to"]),
    )


def _thresholds(tree: Mapping[str, object]) -> Thresholds:
    return Thresholds(yellow=_number(tree["yellow"]), orange=_number(tree["orange"]))


def _table(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is no table")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    return value


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise TypeError(f"{value!r} is no number")
    return float(value)


def _check(manifest: Manifest) -> None:
    if len(manifest.sha256) != _SHA256_LENGTH:
        raise ModelUnusable("sha256 is no SHA-256")
    for limits in (manifest.single, *(band.thresholds for band in manifest.bands)):
        if not 0 < limits.yellow <= limits.orange < 1:
            raise ModelUnusable(
                f"thresholds {limits.yellow} and {limits.orange} do not rise between 0 and 1"
            )
    if not manifest.bands or manifest.bands[0].low_age != LEAST_AGE_YEARS:
        raise ModelUnusable(f"the age bands do not begin at {LEAST_AGE_YEARS}")
    if any(older.low_age != younger.high_age + 1 for younger, older in pairwise(manifest.bands)):
        raise ModelUnusable("the age bands leave a gap or overlap")
