import pytest

from tests.web.person import FEVER, NORMAL, NOTHING_SEEN, WOMAN, Person
from tests.web.site import make_site
from triage.store import visits


def waiting(site):
    with site.clinic.database.reading() as connection:
        return visits.line(connection)


def test_a_well_woman_is_green_in_four_steps(noi):
    text = noi.read()

    assert "● GREEN" in text
    assert "Test Patient" in text


def test_a_danger_sign_is_red_with_its_reason_and_first_aid(noi):
    text = noi.read(signs={"present": ["stridor"], "none": ["look", "ask", "injury"]})

    assert "■ RED" in text
    assert "Noisy breathing in (stridor)" in text
    assert "Do not look into the throat" in text


def test_a_reason_names_the_value_and_its_limit(noi):
    text = noi.read(vitals=NORMAL | {"rr": "34"})

    assert "Breathing 34 a minute" in text
    assert "30" in text


def test_at_most_three_reasons_are_shown(noi):
    ill = {"hr": "150", "rr": "40", "temp_c": "40.2", "spo2": "85", "avpu": "P"}

    page = noi.read(vitals=ill)

    why = page.split("Why")[1].split("</ul>")[0]
    assert why.count("<li>") == 3


def test_nothing_asked_and_measured_is_never_green(noi):
    text = noi.read(signs={"none": ["look"]}, vitals={"why_spo2": "no_device"})

    assert "INCOMPLETE" in text
    assert "GREEN" not in text
    assert "Oxygen SpO2 (no device)" in text
    assert "Not asked:" in text


def test_a_site_without_oximeter_says_provisional(tmp_path):
    site = make_site(tmp_path, has_oximeter=False)
    without = {name: value for name, value in NORMAL.items() if name != "spo2"}
    without |= {"dbp": "80", "why_spo2": "no_device"}

    text = Person(site, "Noi").read(signs=NOTHING_SEEN, vitals=without)

    assert "● GREEN" in text
    assert "PROVISIONAL" in text


def test_without_a_model_the_floor_decides_and_the_page_says_so(tmp_path):
    site = make_site(tmp_path, models=tmp_path / "none")

    text = Person(site, "Noi").read()

    assert "● GREEN" in text
    assert "The model is not available" in text


def test_the_model_s_part_is_never_a_number(noi):
    text = noi.read()

    assert "Model:" in text
    assert "%" not in text


def test_the_next_look_is_two_hours_after_a_green(noi, site):
    text = noi.read()

    due = site.clock().astimezone().replace(tzinfo=None)
    assert f"<b>{due.hour + 2:02}:00</b>" in text


def test_a_refused_first_step_keeps_everything_typed_and_writes_nothing(noi):
    answer = noi.send("/visits/new", **(WOMAN | {"age": "old", "village": "Ban <b>"}))

    assert answer.status_code == 422
    assert 'value="old"' in answer.text
    assert 'value="Ban &lt;b&gt;"' in answer.text
    assert "<title>Error:" in answer.text
    assert 'href="#age"' in answer.text
    assert 'id="age"' in answer.text
    assert "Not finished" not in noi.get("/").text


@pytest.mark.parametrize("missing", ["full_name", "age"])
def test_the_first_step_needs_an_age_and_who_it_is(noi, missing):
    answer = noi.send("/visits/new", **(WOMAN | {missing: ""}))

    assert answer.status_code == 422
    assert f'href="#{missing}"' in answer.text


def test_an_unknown_patient_is_entered_without_a_name(noi):
    text = noi.read(who={"full_name": "", "unknown_patient": "1"})

    assert "● GREEN" in text


def test_a_group_ticked_and_closed_is_a_problem_and_all_ticks_stay(noi):
    path = noi.begin()
    path = noi.send(path, **FEVER).headers["Location"]

    answer = noi.send(path, present=["wheezing"], none=["breathe", "look"])

    assert answer.status_code == 422
    assert 'value="wheezing" checked' in answer.text
    assert 'value="look" checked' in answer.text
    assert 'href="#breathe"' in answer.text


def test_refused_vitals_show_the_danger_first_and_stand_in_the_line(noi, site):
    path = noi.begin()
    for typed in (FEVER, {"present": ["active_convulsions"]}):
        path = noi.send(path, **typed).headers["Location"]

    answer = noi.send(path, **(NORMAL | {"temp_c": "98.6"}))

    assert answer.status_code == 422
    assert answer.text.index("RED") < answer.text.index("There is a problem")
    assert 'value="98.6"' in answer.text
    (visit,) = waiting(site)
    assert visit.line_level.name == "RED"
    assert not visit.complete
    assert visit.code in answer.text


def test_no_pulse_is_refused_and_holds_red_until_answered(noi, site):
    path = noi.go(noi.begin(), FEVER, NOTHING_SEEN)

    refused = noi.send(path, **(NORMAL | {"hr": "0"}))
    accepted = noi.send(path, **NORMAL)

    assert refused.status_code == 422
    assert "■ RED" in refused.text
    assert accepted.status_code == 303
    text = noi.get(accepted.headers["Location"]).text
    assert "● GREEN" in text
    assert "Was ■ RED" in text
    (visit,) = waiting(site)
    assert visit.complete


def test_a_red_sign_stands_in_the_line_before_anything_is_measured(noi, site):
    path = noi.begin()
    path = noi.send(path, **FEVER).headers["Location"]

    path = noi.send(path, present=["heavy_bleeding"]).headers["Location"]

    (visit,) = waiting(site)
    assert visit.line_level.name == "RED"
    assert "■ RED" in noi.get(path).text


def test_the_age_alone_can_be_a_danger_and_is_recorded_though_the_name_is_missing(noi, site):
    answer = noi.send("/visits/new", sex="F", age="3", age_unit="days")

    assert answer.status_code == 422
    (visit,) = waiting(site)
    assert visit.line_level.name == "RED"
    assert visit.patient is None


def test_a_draft_is_listed_and_goes_on_where_it_stopped(noi):
    path = noi.begin(full_name="Malee Dee")

    home = noi.get("/").text

    assert "Malee Dee" in home
    assert path in home
    assert "Main problem" in noi.get(path).text


def test_a_finished_draft_is_no_longer_listed(noi):
    noi.code()

    assert "Not finished" not in noi.get("/").text


def test_a_draft_belongs_to_the_one_who_began_it(noi, dara):
    path = noi.begin()

    assert dara.get(path).status_code == 404


def test_going_back_shows_the_step_as_it_was_left(noi):
    path = noi.begin()
    noi.send(path, **FEVER)

    back = noi.get(path)

    assert '<option value="10" selected>' in back.text


def test_a_child_is_asked_the_signs_of_the_child_s_chart(noi):
    path = noi.begin(age="2", pregnant="")
    path = noi.send(path, **FEVER).headers["Location"]

    text = noi.get(path).text

    assert "sunken_eyes" in text
    assert "snake_bite" in text
    assert "violent_aggressive" not in text


def test_a_woman_who_may_be_pregnant_is_asked_the_signs_of_pregnancy(noi):
    path = noi.begin(pregnant="unknown")
    path = noi.send(path, **FEVER).headers["Location"]

    assert "active_labour" in noi.get(path).text


def test_complaints_fit_the_patient(noi):
    text = noi.get(noi.begin(sex="M", pregnant="")).text

    assert "Trouble breathing" in text
    assert "Sick baby" not in text


def test_an_unusual_value_is_used_and_named(noi):
    text = noi.read(vitals=NORMAL | {"hr": "205"})

    assert "Pulse: 205 is unusual" in text


def test_a_blood_sugar_that_may_be_either_unit_is_asked_for_its_unit(noi):
    path = noi.go(noi.begin(), FEVER, NOTHING_SEEN)

    asked = noi.send(path, **(NORMAL | {"glucose_mmol": "20"}))
    told = noi.send(path, **(NORMAL | {"glucose_mmol": "20", "glucose_unit": "mgdl"}))

    assert asked.status_code == 422
    assert told.status_code == 303
    assert "Blood sugar 1.11" in noi.get(told.headers["Location"]).text
