"""What is in models/risk agrees with itself and with the promises made about it."""

import hashlib
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import onnx
import pytest

from models.training import inputs, manifest
from models.training.export import OPSET
from triage.clinical.complaint_groups import GROUPS
from triage.clinical.features import FEATURES

ROOT = Path(__file__).parents[2]
RISK = ROOT / "models" / "risk"


@pytest.fixture(scope="module")
def about():
    return tomllib.loads((RISK / "manifest.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def graph():
    return onnx.load(RISK / "model.onnx")


def sha256(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_hashes_are_those_of_the_files(about):
    assert about["sha256"] == sha256(RISK / "model.onnx")
    assert about["golden_sha256"] == sha256(RISK / "golden.jsonl")
    assert about["data"]["sha256"] == sha256(ROOT / "models/training/data" / about["data"]["file"])


def test_the_terms_of_use_lie_beside_the_data_and_name_its_hash(about):
    terms = (ROOT / "models/training/data/TERMS.md").read_text(encoding="utf-8")
    assert about["data"]["sha256"] in terms
    groups = ROOT / "models/training/data" / about["data"]["groups_file"]
    assert about["data"]["groups_sha256"] == sha256(groups)
    assert sha256(groups) in terms
    assert "National Center for Health Statistics" in terms


def test_the_file_is_small_and_exact(about):
    assert about["bytes"] == (RISK / "model.onnx").stat().st_size <= 20_000
    assert about["max_abs_difference"] <= 1e-6


def test_the_graph_has_the_promised_names_types_and_opset(graph):
    assert [(o.domain, o.version) for o in graph.opset_import] == [("", OPSET)]
    assert [i.name for i in graph.graph.input] == ["features"]
    assert [o.name for o in graph.graph.output] == ["probability", "logit", "contributions"]
    values = (*graph.graph.input, *graph.graph.output)
    assert {v.type.tensor_type.elem_type for v in values} == {onnx.TensorProto.DOUBLE}


def test_the_graph_carries_order_and_units(graph, about):
    written = {p.key: p.value for p in graph.metadata_props}
    assert written["features"].split() == [feature.name for feature in FEATURES]
    assert written["units"].split() == [feature.unit for feature in FEATURES]
    assert written["version"] == about["version"]


def test_every_feature_has_one_input_in_the_same_order():
    assert [given.feature for given in inputs.INPUTS] == list(FEATURES)


def test_every_cut_lies_inside_the_trained_range():
    for given in inputs.INPUTS:
        assert list(given.cuts) == sorted(set(given.cuts))
        assert given.feature.low < given.cuts[0]
        assert given.cuts[-1] < given.feature.high


def test_the_figures_keep_the_promises(about):
    metrics = about["metrics"]
    shapes = metrics["delivered"]["shapes"]
    assert metrics["auroc"]["critical_all_rows"]["value"] >= 0.84
    assert metrics["auroc"]["critical_where_it_speaks"]["value"] == pytest.approx(0.854, abs=0.01)
    assert metrics["boosted_trees"]["difference"]["value"] >= -0.01
    assert metrics["complaints_told"]["none"]["auroc"]["value"] >= 0.81
    system = metrics["floor_and_model"]["single"]
    assert system["sensitivity"]["value"] >= 0.85
    assert system["false_positives"]["value"] <= 0.45
    assert system["found_of_those_the_floor_left"]["value"] >= 0.7
    assert shapes["shape_violations"] == 0
    assert shapes["spo2_80_against_98_log_odds"] >= 0.5
    assert max(map(abs, shapes["missing_bin_log_odds"].values())) <= 0.15
    for mask in metrics["masks"].values():
        assert abs(mask["against_nothing_hidden"] - 1) <= 0.1


def test_the_card_is_of_this_model_and_hides_nothing(about):
    card = (RISK / "card.md").read_text(encoding="utf-8")
    assert about["sha256"] in card
    assert "Not to be claimed" in card
    assert "No clinician has signed it off" in card
    assert "0.543" in card
    assert "{" not in card


@pytest.mark.parametrize("name", ["calibration.svg", "shapes.svg", "complaints.svg"])
def test_the_card_shows_its_pictures_and_they_are_small(name):
    assert f"({name})" in (RISK / "card.md").read_text(encoding="utf-8")
    assert (RISK / name).stat().st_size <= 16_000
    ElementTree.parse(RISK / name)  # noqa: S314


def test_the_weights_are_those_of_the_promised_groups(about):
    weights = about["metrics"]["delivered"]["complaint_weights"]
    assert list(weights) == about["complaint_groups"] == list(GROUPS)
    assert min(weights.values()) >= -1.0


def test_the_outside_cohorts_were_scored_with_this_model(about):
    elsewhere = tomllib.loads((RISK / "external.toml").read_text(encoding="utf-8"))
    assert elsewhere["model_sha256"] == about["sha256"]


def test_no_outside_cohort_lies_where_training_reads():
    names = {path.name for path in (ROOT / "models/training/data").iterdir()}
    assert names == {"nhamcs_ed_2015_2020.csv.gz", "rfv_to_complaint.csv", "TERMS.md"}


def test_toml_is_written_so_that_it_reads_back():
    tree = {"a": 1, "b": {"c": [1.5, 2.5], "d": {"e": "x"}}, "f": [{"g": True}, {"g": False}]}
    assert tomllib.loads(manifest.render(tree)) == tree
