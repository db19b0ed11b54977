"""What may leave: whatever no rule allows is refused."""

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.errors import PolicyUnusable
from triage.exchange.entry import COMPARTMENTS, CONTEXT, Header, Kind, Place
from triage.exchange.sovereignty import (
    LOCAL_LANE,
    Channel,
    Destination,
    Policy,
    Purpose,
    Refusal,
    Request,
    Rule,
    Tier,
    may,
    policy_from,
    tier,
)
from triage.settings import DENY_POLICY

OWN = "kh/kampong-thom/baray"
PARTS = (CONTEXT, *COMPARTMENTS)
TEXT = """
[policy]
id = "test"
version = "1"
basis = "A test"
[[allow]]
purposes = ["referral"]
tiers = ["district", "country"]
channels = ["sync"]
compartments = ["context", "clinical", "decision"]
consent = "referral"
"""


def entry(kind=Kind.VISIT_RECORDED, lane=0, recorded=("identity", "clinical", "decision")):
    place = Place(node=7, epoch=1, lane=lane, seq=1)
    return Header(place=place, kind=kind, recorded=frozenset(recorded))


def asked(jurisdiction="kh/kampong-thom", purpose=Purpose.REFERRAL, consents=(Purpose.REFERRAL,)):
    to = Destination(name="hub", jurisdiction=jurisdiction, channel=Channel.SYNC)
    return Request(destination=to, purpose=purpose, consents=frozenset(consents))


def policy(text=TEXT):
    return policy_from(tomllib.loads(text), "00")


def rules():
    def some(kind, least=1):
        return st.frozensets(st.sampled_from(list(kind)), min_size=least)

    return st.builds(
        Rule,
        purposes=some(Purpose),
        tiers=some(Tier),
        channels=some(Channel),
        compartments=some(PARTS),
        consent=st.none() | st.sampled_from(Purpose),
        kinds=some([Kind.VISIT_RECORDED, Kind.PATIENT_REGISTERED], 0),
    )


def policies():
    made = st.lists(rules(), max_size=4).map(tuple)
    return st.builds(
        Policy,
        id=st.just("x"),
        version=st.just("1"),
        basis=st.just("x"),
        sha256=st.just("0"),
        rules=made,
    )


headers = st.builds(
    Header,
    place=st.builds(
        Place, node=st.just(7), epoch=st.just(1), lane=st.integers(0, 4), seq=st.just(1)
    ),
    kind=st.sampled_from([Kind.VISIT_RECORDED, Kind.PATIENT_REGISTERED, Kind.ACCESS_READ]),
    recorded=st.frozensets(st.sampled_from(COMPARTMENTS)),
)
places = st.sampled_from(
    [OWN, "kh/kampong-thom/stoung", "kh/kampong-thom", "kh/siem-reap", "kh", "th", ""]
)
requests = st.builds(
    Request,
    destination=st.builds(
        Destination, name=st.just("hub"), jurisdiction=places, channel=st.sampled_from(Channel)
    ),
    purpose=st.sampled_from(Purpose),
    consents=st.frozensets(st.sampled_from(Purpose)),
)


@given(headers, requests)
def test_the_policy_that_comes_with_the_release_lets_nothing_out(header, request):
    deny = policy_from(tomllib.loads(DENY_POLICY.read_text()), "00")
    assert may(header, OWN, request, deny).sent == frozenset()


@given(headers, requests, policies())
def test_what_is_sent_and_what_is_withheld_make_up_the_entry(header, request, policy):
    verdict = may(header, OWN, request, policy)
    assert verdict.sent | verdict.withheld == header.recorded | {CONTEXT}
    assert not verdict.sent & verdict.withheld
    assert bool(verdict.sent) != (verdict.refusal is not None)


@given(headers, requests, policies())
def test_every_part_that_leaves_is_allowed_by_a_rule_whose_consent_was_given(
    header, request, policy
):
    for part in may(header, OWN, request, policy).sent:
        assert any(
            part in rule.compartments
            and request.purpose in rule.purposes
            and request.destination.channel in rule.channels
            and tier(OWN, request.destination.jurisdiction) in rule.tiers
            and (not rule.kinds or header.kind in rule.kinds)
            and (rule.consent is None or rule.consent in request.consents)
            for rule in policy.rules
        )


@given(headers, requests, policies(), st.sampled_from(Purpose))
def test_taking_a_consent_back_never_lets_more_out(header, request, policy, taken):
    fewer = replace(request, consents=request.consents - {taken})
    assert may(header, OWN, fewer, policy).sent <= may(header, OWN, request, policy).sent


@given(headers, requests, policies())
def test_what_is_local_never_leaves(header, request, policy):
    local = replace(header, place=replace(header.place, lane=LOCAL_LANE))
    assert may(local, OWN, request, policy).refusal is Refusal.LOCAL


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (OWN, Tier.SITE),
        ("kh/kampong-thom/stoung", Tier.DISTRICT),
        ("kh/kampong-thom", Tier.DISTRICT),
        ("kh/siem-reap/puok", Tier.COUNTRY),
        ("kh", Tier.COUNTRY),
        ("th/trat", Tier.ABROAD),
        ("", Tier.ABROAD),
    ],
)
def test_a_destination_is_as_far_as_the_jurisdictions_differ(other, expected):
    assert tier(OWN, other) is expected


def test_for_a_node_that_is_nowhere_everything_is_abroad():
    assert tier("", "") is Tier.ABROAD
    assert tier("", OWN) is Tier.ABROAD


def test_a_country_alone_is_not_the_district_of_itself():
    assert tier("kh", "kh/kampong-thom") is Tier.COUNTRY


def test_a_rule_lets_its_compartments_through_and_withholds_the_others():
    verdict = may(entry(), OWN, asked(), policy())
    assert verdict.sent == {CONTEXT, "clinical", "decision"}
    assert verdict.withheld == {"identity"}


@pytest.mark.parametrize(
    ("header", "request_", "why"),
    [
        pytest.param(entry(), asked(consents=()), Refusal.NO_CONSENT, id="no consent"),
        pytest.param(
            entry(), asked(consents=[Purpose.CARE]), Refusal.NO_CONSENT, id="another consent"
        ),
        pytest.param(entry(), asked("th"), Refusal.NO_RULE, id="abroad"),
        pytest.param(entry(), asked(OWN), Refusal.NO_RULE, id="a nearer tier is another tier"),
        pytest.param(entry(), asked(purpose=Purpose.CARE), Refusal.NO_RULE, id="another purpose"),
        pytest.param(entry(lane=4), asked(), Refusal.LOCAL, id="local lane"),
    ],
)
def test_a_refusal_says_why(header, request_, why):
    assert may(header, OWN, request_, policy()).refusal is why


def test_a_rule_for_some_kinds_says_nothing_of_others():
    limited = policy(TEXT + 'kinds = ["visit.recorded"]')
    assert may(entry(), OWN, asked(), limited).refusal is None
    assert may(entry(Kind.VISIT_AMENDED), OWN, asked(), limited).refusal is Refusal.NO_RULE


def test_every_mistake_in_a_policy_is_named_at_once():
    wrong = """
    [polcy]
    id = "x"
    [[allow]]
    purposes = ["everything"]
    tiers = "district"
    channels = []
    compartments = ["clinical"]
    colour = "red"
    """
    with pytest.raises(PolicyUnusable) as refused:
        policy(wrong)
    told = str(refused.value)
    for part in ("polcy", "[policy]", "purposes", "tiers", "channels", "colour", "consent"):
        assert part in told
    assert "compartments must" not in told


@pytest.mark.parametrize("text", ["", "allow = 3", "[policy]\nid = 1\nversion = '1'\nbasis = 'x'"])
def test_what_is_no_policy_is_refused(text):
    with pytest.raises(PolicyUnusable):
        policy(text)


def test_a_rule_must_say_whether_consent_is_needed():
    with pytest.raises(PolicyUnusable, match="consent"):
        policy(TEXT.replace('consent = "referral"', ""))
    assert policy(TEXT.replace('"referral"\n', '"none"\n')).rules[0].consent is None
