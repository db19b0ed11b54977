"""Wrong tokens are counted; a right one is always taken."""

from tests.api.conftest import Program

PATH = "/api/v1/visits/222-222"


def guess(site, count):
    return [Program(site, "wrong").get(PATH) for _ in range(count)]


def test_the_sixtieth_wrong_token_within_a_minute_is_told_to_wait(site):
    answers = guess(site, 61)

    assert [one.status_code for one in answers] == [401] * 59 + [429] * 2
    assert answers[-1].headers["Retry-After"] == "60"
    assert answers[-1].mimetype == "application/problem+json"


def test_a_right_token_is_taken_however_many_were_wrong(site, program):
    guess(site, 61)

    assert program.get(PATH).status_code == 404


def test_after_a_minute_wrong_tokens_are_looked_at_again(site):
    guess(site, 60)
    site.clock.turn(seconds=59)
    assert guess(site, 1)[0].status_code == 429
    site.clock.turn(seconds=1)
    assert guess(site, 1)[0].status_code == 401


def test_a_request_without_a_token_is_no_guess(stranger):
    assert {stranger.get(PATH).status_code for _ in range(61)} == {401}
