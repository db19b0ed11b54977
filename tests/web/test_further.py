"""The page of further questions: opened by what is known, kept, corrected, left out."""

import pytest

from tests.web.person import NORMAL, NOTHING_SEEN
from triage.store import visits


def waiting(site):
    with site.clinic.database.reading() as connection:
        return visits.line(connection)


def opened(person, complaint, signs=NOTHING_SEEN, **who):
    """Return where a new visit leads after its signs."""
    path = person.begin(**who)
    for typed in ({"complaint": complaint}, signs):
        path = person.send(path, **typed).headers["Location"]
    return path


def finished(person, path, vitals=NORMAL):
    """Return the case code after the measurements."""
    return person.send(path, **vitals).headers["Location"].split("/")[2]


def test_a_complaint_that_opens_nothing_leads_straight_to_the_measurements(noi):
    assert opened(noi, "94").endswith("/vitals")


def test_a_complaint_opens_questions_between_signs_and_measurements(noi):
    path = opened(noi, "62")
    text = noi.get(path).text

    assert path.endswith("/further")
    assert "Fit after the injury" in text
    assert 'name="gcs"' in text or "name=gcs" in text
    assert noi.send(path).headers["Location"].endswith("/vitals")


def test_a_sign_opens_questions_whatever_the_complaint(noi):
    signs = {"present": ["fever"], "none": ["breathe", "look", "injury"]}

    assert opened(noi, "94", signs).endswith("/further")


def test_what_is_answered_counts(noi):
    path = opened(noi, "62")
    path = noi.send(path, present=["head_injury", "post_traumatic_seizure"]).headers["Location"]

    text = noi.get(f"/visits/{finished(noi, path)}/result").text

    assert "ORANGE" in text
    assert "Head injury with a danger sign" in text


def test_danger_found_here_stands_in_the_line_at_once(noi, site):
    path = opened(noi, "62")

    answer = noi.send(path, present=["head_injury"], gcs="8")

    (visit,) = waiting(site)
    assert visit.line_level.name == "RED"
    assert visit.code in noi.get(answer.headers["Location"]).text


def test_nothing_answered_hinders_nothing(noi):
    path = noi.send(opened(noi, "10")).headers["Location"]

    assert "● GREEN" in noi.get(f"/visits/{finished(noi, path)}/result").text


def test_a_refused_answer_keeps_what_was_typed_and_names_the_field(noi):
    path = opened(noi, "39")

    answer = noi.send(path, diarrhoea_days="x", present=["blood_in_stool"])

    assert answer.status_code == 422
    assert 'href="#diarrhoea_days"' in answer.text
    assert 'value="x"' in answer.text
    assert 'value="blood_in_stool" checked' in answer.text
    fixed = noi.send(path, diarrhoea_days="3", present=["blood_in_stool"])
    assert fixed.headers["Location"].endswith("/vitals")


def test_a_group_ticked_both_ways_is_a_problem(noi):
    answer = noi.send(opened(noi, "39"), present=["blood_in_stool"], none=["stool"])

    assert answer.status_code == 422
    assert 'href="#stool"' in answer.text


def test_more_questions_of_a_topic_lose_no_answer(noi, site):
    path = opened(noi, "39")
    more = noi.send(path, present=["blood_in_stool"], more="tests").headers["Location"]

    path = noi.send(more, hb_g_dl="9,5", none=["test_results"]).headers["Location"]

    assert "more=tests" in more
    finished(noi, path)
    (visit,) = waiting(site)
    assert visit.findings["hb_g_dl"] == 9.5
    assert "blood_in_stool" in visit.findings["present"]
    assert "leukopenia" in visit.findings["absent"]


def test_an_unknown_topic_is_passed_over(noi):
    path = opened(noi, "39")

    assert noi.send(path, more="nonsense").headers["Location"].endswith("/vitals")
    assert noi.get(f"{path}?more=nonsense").status_code == 200


def test_going_back_shows_the_answers_and_an_untick_takes_them_back(noi, site):
    path = opened(noi, "39")
    noi.send(path, present=["blood_in_stool"], diarrhoea_days="3")

    assert 'value="blood_in_stool" checked' in noi.get(path).text
    vitals = noi.send(path, none=["stool"]).headers["Location"]

    finished(noi, vitals)
    (visit,) = waiting(site)
    assert "blood_in_stool" in visit.findings["absent"]
    assert "diarrhoea_days" not in visit.findings


def test_signs_sent_again_leave_the_further_answers_as_they_were(noi, site):
    path = opened(noi, "39")
    vitals = noi.send(path, present=["blood_in_stool"]).headers["Location"]
    noi.send(path.replace("/further", "/signs"), **NOTHING_SEEN)

    finished(noi, vitals)

    (visit,) = waiting(site)
    assert "blood_in_stool" in visit.findings["present"]


def test_further_answers_leave_the_signs_of_the_chart_as_they_were(noi, site):
    signs = {"present": ["fever"], "none": ["breathe", "look", "injury"]}
    vitals = noi.send(opened(noi, "10", signs), none=["vomiting"]).headers["Location"]

    finished(noi, vitals)

    (visit,) = waiting(site)
    assert "fever" in visit.findings["present"]
    assert "headache" in visit.findings["absent"]


def test_the_questions_can_be_opened_from_the_measurements(noi):
    path = opened(noi, "94")

    assert path.replace("/vitals", "/further") in noi.get(path).text
    text = noi.get(path.replace("/vitals", "/further")).text
    assert "Then ask more about" in text


def test_a_form_sent_twice_is_one_answer(noi, site):
    path = opened(noi, "62")
    for _ in range(2):
        vitals = noi.send(path, present=["head_injury"], gcs="8").headers["Location"]
    finished(noi, vitals)

    assert len(waiting(site)) == 1


@pytest.mark.parametrize("part", ["correct/further", "retriage/further"])
def test_an_answer_can_be_changed_afterwards(noi, site, part):
    vitals = noi.send(opened(noi, "39"), present=["blood_in_stool"]).headers["Location"]
    code = finished(noi, vitals)
    path = f"/visits/{code}/{part}"

    assert 'value="blood_in_stool" checked' in noi.get(path).text
    answer = noi.send(path, present=["acute_watery_diarrhoea"], diarrhoea_days="20")

    assert answer.headers["Location"].endswith("/result")
    (visit,) = waiting(site)
    assert visit.findings["diarrhoea_days"] == 20
    assert "acute_watery_diarrhoea" in visit.findings["present"]
    assert "blood_in_stool" in visit.findings["absent"]


@pytest.mark.parametrize("part", ["correct/further", "retriage/further"])
def test_more_questions_can_be_asked_afterwards(noi, part):
    code = finished(noi, opened(noi, "94"))

    answer = noi.send(f"/visits/{code}/{part}", more="burns")

    assert answer.headers["Location"] == f"/visits/{code}/{part}?more=burns"
    assert "Burnt part of the skin" in noi.get(answer.headers["Location"]).text


def test_a_correction_of_another_part_keeps_every_further_answer(noi, site):
    path = opened(noi, "62")
    typed = {"present": ["head_injury"], "none": ["mechanism"], "gcs": "15", "vomits": "1"}
    code = finished(noi, noi.send(path, **typed).headers["Location"])
    (before,) = waiting(site)

    noi.send(f"/visits/{code}/correct/complaint", complaint="61")

    (after,) = waiting(site)
    changed = {"complaints"}
    assert {k: v for k, v in after.findings.items() if k not in changed} == {
        k: v for k, v in before.findings.items() if k not in changed
    }


def test_the_retriage_page_leads_to_the_further_questions(noi):
    code = finished(noi, opened(noi, "94"))

    assert f"/visits/{code}/retriage/further" in noi.get(f"/visits/{code}/retriage").text
