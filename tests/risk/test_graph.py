"""A model's file is refused if it could do more than look up and add."""

import onnx
import pytest
from onnx import TensorProto, helper

from tests.risk.conftest import RISK
from triage.errors import ModelUnusable
from triage.risk.graph import LARGEST_FILE, OPERATORS, foreign
from triage.risk.model import load


@pytest.fixture
def graph():
    return onnx.load(RISK / "model.onnx")


def written(graph):
    return graph.SerializeToString()


def test_the_delivered_file_is_taken(graph):
    assert foreign((RISK / "model.onnx").read_bytes()) is None
    assert foreign(written(graph)) is None
    assert {node.op_type.encode() for node in graph.graph.node} <= OPERATORS


@pytest.mark.parametrize(("more", "taken"), [(0, True), (1, False)])
def test_a_file_is_at_most_one_megabyte(graph, more, taken):
    graph.doc_string = "x"
    graph.doc_string = "x" * (LARGEST_FILE - len(written(graph)) - 1 + more)
    while len(written(graph)) > LARGEST_FILE + more:
        graph.doc_string = graph.doc_string[:-1]
    assert len(written(graph)) == LARGEST_FILE + more
    assert (foreign(written(graph)) is None) == taken


@pytest.mark.parametrize("operator", ["Loop", "If", "Scan", "Expand", "RandomNormal", "add", ""])
def test_an_operator_that_no_sum_needs_is_named(graph, operator):
    graph.graph.node[0].op_type = operator
    assert foreign(written(graph)) == f"the operator {operator!r}"


def test_operators_of_other_makers_are_refused_wherever_they_are_named(graph):
    graph.graph.node[0].domain = "com.microsoft"
    assert foreign(written(graph)) == "operators of 'com.microsoft'"
    graph.graph.node[0].domain = ""
    graph.opset_import.append(helper.make_opsetid("com.microsoft", 1))
    assert foreign(written(graph)) == "operators of 'com.microsoft'"


def test_a_table_in_another_file_is_refused(graph):
    table = graph.graph.initializer[0]
    table.data_location = TensorProto.EXTERNAL
    assert foreign(written(graph)) == "a table that lies in another file"


def test_a_table_in_another_file_is_refused_within_an_attribute_too(graph):
    table = TensorProto(data_type=TensorProto.DOUBLE, dims=[1])
    table.external_data.add(key="location", value="/etc/passwd")
    graph.graph.node[0].attribute.append(helper.make_attribute("value", table))
    assert foreign(written(graph)) == "a table that lies in another file"


def test_graphs_within_graphs_functions_and_sparse_tables_are_refused(graph):
    whole = written(graph)
    graph.graph.node[0].attribute.append(helper.make_attribute("body", onnx.GraphProto(name="b")))
    assert foreign(written(graph)) == "a graph within its graph"
    graph = onnx.load_from_string(whole)
    graph.functions.add(name="f", domain="")
    assert foreign(written(graph)) == "functions or training steps of its own"
    graph = onnx.load_from_string(whole)
    graph.graph.sparse_initializer.add()
    assert foreign(written(graph)) == "a sparse table"


def test_every_file_cut_short_is_refused_or_foreign_and_never_an_error(graph):
    content = written(graph)
    for length in range(0, len(content), 7):
        found = foreign(content[:length])
        assert found is None or isinstance(found, str)
    assert foreign(b"") == "0 graphs"
    assert foreign(b"no model") == "no ONNX file"
    assert foreign(b"\xff" * 20) == "no ONNX file"


def test_the_server_refuses_such_a_file_even_with_the_right_hash(copied, accept_model, graph):
    graph.graph.node[0].domain = "com.microsoft"
    (copied / "model.onnx").write_bytes(written(graph))
    accept_model(copied)
    with pytest.raises(ModelUnusable, match=r"cannot be taken: operators of 'com\.microsoft'"):
        load(copied)
