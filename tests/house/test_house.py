"""Rules of the house that no other tool checks."""

import ast
import inspect
import re
from pathlib import Path

import pytest

from triage import errors
from triage.clinical.advice import (
    FOR_CRITERION,
    FOR_DISCRIMINATOR,
    FOR_FLAG,
    FOR_LEVEL,
    FOR_SPECIAL,
    PAIN_OVER_50,
    SATS,
)
from triage.clinical.complaints import KEYPAD
from triage.clinical.protocols import (
    FURTHER_SIGNS,
    RAISING,
    dengue,
    flags,
    iitt_adult,
    iitt_child,
    news2,
    special,
)
from triage.errors import TriageError
from triage.intake.fields import SIGNS, chart_signs
from triage.settings import KNOWN
from triage.wording.advice import ADVICE
from triage.wording.complaints import COMPLAINTS
from triage.wording.criteria import CRITERIA
from triage.wording.signs import SIGNS as SIGN_WORDS

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "triage").rglob("*.py"))
RULES = (
    *iitt_adult.RULES,
    *iitt_child.RULES,
    *(rule for protocol in RAISING for rule in protocol.rules),
)
LONGEST_MODULE, LONGEST_FUNCTION = 300, 40

TABLES = {"iitt_adult.py", "fields.py", "questions.py"}
"""Modules that may be longer, because they are tables."""


def test_the_tree_of_errors_names_every_error_and_no_other():
    classes = {
        name
        for name, one in inspect.getmembers(errors, inspect.isclass)
        if issubclass(one, TriageError)
    }
    drawn = set(re.findall(r"^(?:[├└]── )?([A-Z]\w+)", errors.__doc__, re.MULTILINE))
    assert drawn - {"Every"} == classes


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_a_criterion_has_a_source_words_and_an_id_of_its_own(rule):
    assert rule.source
    assert rule.id in CRITERIA
    assert [one.id for one in RULES].count(rule.id) == 1


def test_every_news2_criterion_has_words():
    assert set(news2.RISK_ID.values()) <= set(CRITERIA)


def test_every_sign_that_is_asked_has_words():
    assert chart_signs("both") - {"ecg_acute_ischaemia"} <= set(SIGN_WORDS)
    assert set(SIGN_WORDS) <= SIGNS


def test_every_sign_of_a_further_protocol_has_words():
    assert set(FURTHER_SIGNS) <= set(SIGN_WORDS)


def test_every_complaint_has_words():
    assert set(KEYPAD) == set(COMPLAINTS)


def test_every_advice_that_can_be_given_has_words():
    tables = (FOR_CRITERION, FOR_DISCRIMINATOR, FOR_SPECIAL, FOR_FLAG)
    given = {code for table in tables for codes in table.values() for code in codes}
    assert given | set(FOR_LEVEL.values()) | set(PAIN_OVER_50.values()) <= set(ADVICE)


def test_advice_belongs_to_criteria_that_exist():
    names = {rule.id.partition("_")[2] for rule in RULES}
    assert set(FOR_CRITERION) <= names
    assert set(FOR_SPECIAL) <= {rule.id for rule in RULES}
    discriminators = {SATS.sub("", rule.id) for rule in RULES if SATS.match(rule.id)}
    assert set(FOR_DISCRIMINATOR) <= discriminators


def test_every_flag_has_advice_and_no_advice_is_for_a_flag_that_nothing_raises():
    raised = {
        *dengue.FLAGS.values(),
        *special.RABIES_FLAGS.values(),
        special.ANTIVENOM_FLAG,
        *(flag.id for flag in flags.FLAGS),
    }
    assert set(FOR_FLAG) == raised


def test_modules_and_functions_stay_short():
    long = []
    for path in MODULES:
        source = path.read_text()
        if len(source.splitlines()) > LONGEST_MODULE and path.name not in TABLES:
            long.append(path.name)
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef) and "versions" not in path.parts:
                length = (node.end_lineno or 0) - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long.append(f"{path.name}:{node.name} {length}")
    assert long == []


def test_only_the_composition_root_asks_which_node_it_is_and_only_access_which_role():
    for path in MODULES:
        asked = {
            ast.unparse(node.left).rpartition(".")[2]
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Compare)
        }
        assert path.name == "app.py" or "node" not in asked, path
        assert path.name == "access.py" or "role" not in asked, path


def test_every_setting_is_documented():
    documented = set(re.findall(r"TRIAGE_[A-Z_]+", (ROOT / "docs" / "operations.md").read_text()))
    assert documented >= KNOWN


def test_no_third_party_licence_or_address_hides_in_the_lock_files():
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text()
        assert "://" not in text, path
        assert text.count("==") <= text.count("--hash=sha256:"), path


WAYS_OUT = {"socket", "ssl", "http.client", "urllib.request", "httpx", "requests", "smtplib"}


def test_only_egress_can_open_a_connection():
    for path in MODULES:
        names = set()
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        assert path == ROOT / "triage" / "egress.py" or not names & WAYS_OUT, path


def test_only_egress_makes_what_may_be_handed_over():
    """Whatever else called Cleared(...) could send bytes that no line of the ledger stands for."""
    for path in MODULES:
        made = {
            ast.unparse(node.func).rpartition(".")[2]
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Call)
        }
        assert path == ROOT / "triage" / "egress.py" or "Cleared" not in made, path
