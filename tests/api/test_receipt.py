"""The receipt for programs."""

REPORT = {
    "report_id": "5b0fb3a2-52a3-4f4a-9a67-3f6c6e5f0009",
    "age_years": 30,
    "sex": "M",
    "present": ["stridor"],
    "vitals": {"hr": 80, "rr": 16, "temp_c": 37.0, "gcs": 14},
    "not_measured": {"spo2": "no_device"},
}


def test_a_receipt_holds_what_the_decision_was_made_from(program):
    code = program.post(REPORT).json["case_code"]
    words = program.get(f"/api/v1/visits/{code}/receipt").json

    (only,) = words["decisions"]
    inputs = {(one["name"], one["source"]): (one["value"], one["unit"]) for one in only["inputs"]}
    assert inputs["hr", "program"] == (80, "/min")
    assert inputs["avpu", "computed"] == ("V", "")
    assert only["not_measured"] == {"spo2": "no_device"}
    assert only["engine"] == "test"
    assert {"protocol": "IITT", "version": "2020 v6", "level": "RED"} in only["protocols"]
    fired = only["decision"]["floor"]["fired"]
    assert all(one["source"] for one in fired)
    assert {one["finding"] for one in words["would_change"]["lower"]} <= {"stridor", "gcs"}
    assert words["would_change"]["raise"] == []


def test_the_answer_to_a_report_keeps_its_keys(program):
    answer = program.post(REPORT).json
    assert not {"engine", "release", "protocols", "conditions"} & answer.keys()


def test_a_receipt_of_nothing_is_not_found(program):
    assert program.get("/api/v1/visits/222-222/receipt").status_code == 404
    assert program.get("/api/v1/visits/x/receipt").status_code == 404
