"""The settings of one node: typed, checked at start, every mistake reported at once."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from triage.errors import SettingsWrong

PACKAGE = Path(__file__).parent
LONGEST_SITE_NAME = 60
TRUE, FALSE = ("1", "yes", "true"), ("0", "no", "false")


DENY_POLICY = PACKAGE / "exchange" / "policies" / "deny.toml"
APPROVAL = re.compile(r"[^,]+, *[^,]+, *\d{4}-\d\d-\d\d")
JURISDICTION = re.compile(r"[a-z]{2}(/[a-z0-9]+(-[a-z0-9]+)*){0,2}")


class Node(StrEnum):
    """What this process is in the tree of nodes."""

    EDGE = "edge"
    HUB = "hub"


def shipped(name: str) -> Path:
    """Return the file or folder *name* (``models/risk``) that came with this release.

    In a wheel it lies in the package, in a working copy beside it.
    """
    installed = PACKAGE / "data" / name
    return installed if installed.exists() else PACKAGE.parent / name


def engine() -> str:
    """Return the SHA-256 over the sources of the medicine, file by file in the order of names.

    It is stored with every decision: who has these sources can compute the decision again.
    """
    digest = sha256()
    for path in sorted((PACKAGE / "clinical").rglob("*.py")):
        digest.update(path.relative_to(PACKAGE).as_posix().encode() + b"\0")
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What an operator decides. See docs/operations.md for each variable.

    Attributes:
        node: edge or hub.
        site_name: shown on every page.
        directory: where the database and its lock lie.
        node_key_file: the file of the node key, if it is not ``node.key`` in the directory.
        database_encrypted: the database is a SQLCipher file under a key made from the node's.
        model_directory: model.onnx, manifest.toml, golden.jsonl.
        translations_directory: locales.toml and the catalogues.
        has_oximeter: False lets GREEN stand without SpO2, marked as provisional.
        age_band_thresholds: the model's thresholds by age band; False takes the single one.
        plain_http: the named exception ``clinic-lan``; otherwise cookies need TLS.
        review_named: a supervisor or clinician looks at high-risk vital signs within 10 minutes.
        jurisdiction: country, province and district as ``kh/kampong-thom/baray``; "" is nowhere, so
            that everything else counts as abroad.
        policy: the TOML file that says what may leave; the one that came with this release lets
            nothing leave.
        sign_off: name, licence and date of the clinician who signed the protocols off, or "".
        drug_lines_approved: name, licence and date of who approved the advice that names drugs; ""
            leaves the drugs out.
    """

    node: Node
    site_name: str
    directory: Path
    model_directory: Path
    translations_directory: Path
    has_oximeter: bool = True
    age_band_thresholds: bool = True
    plain_http: bool = False
    review_named: bool = False
    jurisdiction: str = ""
    policy: Path = DENY_POLICY
    sign_off: str = ""
    drug_lines_approved: str = ""
    node_key_file: Path | None = None
    database_encrypted: bool = False

    @property
    def database(self) -> Path:
        """The database file."""
        return self.directory / "triage.db"

    @property
    def node_key(self) -> Path:
        """The file with the node's 32-byte key, which is not in the database."""
        return self.node_key_file or self.directory / "node.key"

    @classmethod
    def from_env(cls, env: Mapping[str, str]) -> "Settings":
        """Return the settings in *env* (``TRIAGE_*``).

        Raises:
            SettingsWrong: names every mistake, and what to write instead.
        """
        reader = _Reader(env)
        values: dict[str, object] = {
            "node": Node(reader.choice("TRIAGE_NODE", tuple(Node)) or Node.EDGE),
            "site_name": reader.text("TRIAGE_SITE_NAME"),
            "directory": reader.path("TRIAGE_DIRECTORY", None),
            "model_directory": reader.path("TRIAGE_MODEL_DIRECTORY", shipped("models/risk")),
            "translations_directory": reader.path(
                "TRIAGE_TRANSLATIONS_DIRECTORY", shipped("translations")
            ),
            "has_oximeter": reader.flag("TRIAGE_HAS_OXIMETER", default=True),
            "age_band_thresholds": reader.flag("TRIAGE_AGE_BAND_THRESHOLDS", default=True),
            "plain_http": reader.choice("TRIAGE_PLAIN_HTTP", ("clinic-lan",), "") != "",
            "review_named": reader.flag("TRIAGE_REVIEW_NAMED", default=False),
            "jurisdiction": reader.jurisdiction("TRIAGE_JURISDICTION"),
            "policy": reader.path("TRIAGE_POLICY", DENY_POLICY),
            "sign_off": env.get("TRIAGE_SIGN_OFF", ""),
            "drug_lines_approved": reader.approval("TRIAGE_DRUG_LINES_APPROVED"),
            "node_key_file": Path(env["TRIAGE_NODE_KEY"]) if env.get("TRIAGE_NODE_KEY") else None,
            "database_encrypted": reader.flag("TRIAGE_DATABASE_ENCRYPTED", default=False),
        }
        reader.finish()
        return cls(**values)  # type: ignore[arg-type]


KNOWN = frozenset(
    f"TRIAGE_{name}"
    for name in [
        "NODE",
        "SITE_NAME",
        "DIRECTORY",
        "MODEL_DIRECTORY",
        "TRANSLATIONS_DIRECTORY",
        "HAS_OXIMETER",
        "AGE_BAND_THRESHOLDS",
        "PLAIN_HTTP",
        "REVIEW_NAMED",
        "JURISDICTION",
        "POLICY",
        "SIGN_OFF",
        "DRUG_LINES_APPROVED",
        "NODE_KEY",
        "DATABASE_ENCRYPTED",
    ]
)
"""Every variable that is read; another TRIAGE_* name is a mistake and is reported."""


class _Reader:
    """Reads variables one by one and keeps a sentence for each mistake."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = env
        self.mistakes: list[str] = [
            f"{name} is not a setting; known ones are {', '.join(sorted(KNOWN))}"
            for name in env
            if name.startswith("TRIAGE_") and name not in KNOWN
        ]

    def text(self, name: str) -> str:
        value = self.env.get(name, "").strip()
        if not value or len(value) > LONGEST_SITE_NAME:
            self.mistakes.append(f"{name} is missing or too long; write the clinic's name")
        return value

    def path(self, name: str, default: Path | None) -> Path:
        value = self.env.get(name, "")
        if value:
            return Path(value)
        if default is None:
            self.mistakes.append(f"{name} is missing; write the folder for the clinic's data")
            return Path()
        return default

    def flag(self, name: str, *, default: bool) -> bool:
        value = self.env.get(name, "").lower()
        if not value:
            return default
        if value not in TRUE + FALSE:
            self.mistakes.append(f"{name} is {value!r}; write yes or no")
        return value in TRUE

    def choice(self, name: str, choices: tuple[str, ...], default: str | None = None) -> str:
        value = self.env.get(name, default or "")
        if value in choices or (default is not None and value == default):
            return value
        self.mistakes.append(f"{name} is {value!r}; use one of {', '.join(choices)}")
        return ""

    def jurisdiction(self, name: str) -> str:
        value = self.env.get(name, "")
        if value and not JURISDICTION.fullmatch(value):
            self.mistakes.append(
                f"{name} is {value!r}; write country, province, district as kh/kampong-thom/baray"
            )
        return value

    def approval(self, name: str) -> str:
        value = self.env.get(name, "").strip()
        if value and not APPROVAL.fullmatch(value):
            self.mistakes.append(
                f"{name} is {value!r}; write name, licence, date as Dr Example, 12345, 2026-11-24"
            )
        return value

    def finish(self) -> None:
        if self.mistakes:
            raise SettingsWrong(self.mistakes)
