from xml.etree import ElementTree

from models.training import drawing
from models.training.inputs import MEASURED
from models.training.statistics import Figure

SVG = "{http://www.w3.org/2000/svg}"


def parsed(drawn):
    return ElementTree.fromstring(drawn)  # noqa: S314


def test_shapes_have_one_panel_and_one_curve_for_each_measured_input():
    scores = [[0.1 * step for step in range(len(given.cuts) + 1)] for given in MEASURED]
    root = parsed(drawing.shapes(scores))
    panels = root.findall(f"{SVG}g")
    assert len(panels) == len(MEASURED)
    for panel, given in zip(panels, MEASURED, strict=True):
        [curve] = [path for path in panel.findall(f"{SVG}path") if path.get("class") == "curve"]
        assert curve.get("d").count("V") == len(given.cuts)


def test_calibration_draws_a_point_and_an_interval_for_each_tenth():
    observed = Figure(value=0.02, low=0.0, high=0.05)
    tenths = [{"people": 10, "predicted": 0.01, "observed": observed}] * 10
    root = parsed(drawing.calibration(tenths))
    assert len(root.findall(f"{SVG}circle")) == 10


def test_where_predicted_and_observed_agree_the_point_lies_on_the_line():
    same = Figure(value=0.05, low=0.05, high=0.05)
    root = parsed(drawing.calibration([{"predicted": 0.05, "observed": same}]))
    [point] = root.findall(f"{SVG}circle")
    x, y = float(point.get("cx")), float(point.get("cy"))
    assert abs((x - 40) - (drawing.SIDE - y)) < 0.2


def test_complaints_are_drawn_the_heaviest_first():
    drawn = drawing.complaints({"a": -0.5, "b": 1.5}, {"a": "less & less", "b": "more"})
    assert drawn.index("+1.50") < drawn.index("-0.50")
    assert parsed(drawn).findall(f"{SVG}rect")
