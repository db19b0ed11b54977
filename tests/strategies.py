"""Random patients: any mix of what can be seen, measured, asked and left out."""

from hypothesis import strategies as st

from triage.clinical.age import Age, age_from
from triage.clinical.findings import Findings, Measures, NotMeasured, Sex, Vitals
from triage.intake.fields import FIELDS, SIGNS, chart_signs

SIGN_NAMES = sorted(SIGNS)


@st.composite
def ages(draw: st.DrawFn) -> Age:
    """Ages known in any unit, or not at all."""
    kind = draw(st.sampled_from(["years", "months", "days", "group", "none"]))
    if kind == "group":
        return age_from(group=draw(st.sampled_from(["adult", "child"]))) or Age()
    limits = {"years": (0, 110), "months": (0, 200), "days": (0, 800)}
    if kind == "none":
        return Age()
    return age_from(**{kind: draw(st.integers(*limits[kind]))}) or Age()


def maybe(values: st.SearchStrategy) -> st.SearchStrategy:
    """The values, or None for "not measured"."""
    return st.none() | values


VITALS = st.builds(
    Vitals,
    hr=maybe(st.integers(20, 300)),
    rr=maybe(st.integers(3, 120)),
    temp_c=maybe(st.integers(300, 430).map(lambda tenths: tenths / 10)),
    spo2=maybe(st.integers(50, 100)),
    on_oxygen=maybe(st.booleans()),
    sbp=maybe(st.integers(40, 290)),
    dbp=maybe(st.integers(20, 190)),
    avpu=maybe(st.sampled_from("ACVPU")),
    gcs=maybe(st.integers(3, 15)),
    glucose_mmol=maybe(st.integers(3, 300).map(lambda tenths: tenths / 10)),
    cap_refill_s=maybe(st.integers(0, 10)),
    muac_mm=maybe(st.integers(80, 300)),
    pain_0_10=maybe(st.integers(0, 10)),
    height_cm=maybe(st.integers(40, 200)),
    mobility=maybe(st.sampled_from(FIELDS["mobility"].choices)),
    weight_kg=maybe(st.integers(1, 90)),
)
MEASURES = st.builds(
    Measures,
    cough_days=maybe(st.integers(0, 30)),
    diarrhoea_days=maybe(st.integers(0, 30)),
    fever_days=maybe(st.integers(0, 14)),
    ear_discharge_days=maybe(st.integers(0, 30)),
    age_hours=maybe(st.integers(0, 72)),
    rr_repeat=maybe(st.integers(20, 90)),
    malaria_test=maybe(st.sampled_from(["positive", "negative", "not_done"])),
    malaria_risk=maybe(st.sampled_from(["high", "low", "none"])),
    illness_days=maybe(st.integers(0, 20)),
    hours_since_injury=maybe(st.integers(0, 30)),
    vomits=maybe(st.integers(0, 6)),
    ast_u_l=maybe(st.integers(10, 2000)),
    alt_u_l=maybe(st.integers(10, 2000)),
    hb_g_dl=maybe(st.integers(20, 180).map(lambda tenths: tenths / 10)),
    animal=maybe(st.sampled_from(["dog", "bat"])),
    exposure=maybe(
        st.sampled_from(
            ["bite_through_skin", "scratch_no_bleeding", "lick_broken_skin", "lick_intact_skin"]
        )
    ),
    blood_loss_ml=maybe(st.integers(0, 1500)),
    minutes_since_birth=maybe(st.integers(0, 3000)),
)
NORMAL = Vitals(hr=80, rr=16, temp_c=37.0, spo2=98, avpu="A")


@st.composite
def findings(draw: st.DrawFn) -> Findings:
    """Patients of every kind."""
    present = draw(st.frozensets(st.sampled_from(SIGN_NAMES), max_size=4))
    if draw(st.booleans()):
        unknown = draw(st.frozensets(st.sampled_from(SIGN_NAMES), max_size=2))
        absent = frozenset(SIGN_NAMES) - unknown - present
    else:
        absent = draw(st.frozensets(st.sampled_from(SIGN_NAMES))) - present
    return Findings(
        age=draw(ages()),
        sex=draw(st.sampled_from(list(Sex))),
        pregnant=draw(st.none() | st.booleans()),
        present=present,
        absent=absent,
        vitals=draw(VITALS | st.just(NORMAL)),
        measures=draw(MEASURES | st.just(Measures())),
        not_measured=draw(st.just({}) | st.just({"spo2": NotMeasured.NO_DEVICE})),
        complaints=tuple(draw(st.lists(st.sampled_from(["10", "20", "37"]), max_size=2))),
        burn_bsa_pct=draw(maybe(st.integers(0, 60))),
        burn_depth=draw(maybe(st.sampled_from(["superficial", "partial", "full"]))),
        trauma=draw(maybe(st.booleans())),
        gestation_weeks=draw(maybe(st.integers(2, 45))),
        postpartum_days=draw(maybe(st.integers(0, 60))),
    )


@st.composite
def nearly_well(draw: st.DrawFn) -> Findings:
    """Patients whose chart was gone through, or all but one sign of it, with normal numbers."""
    adult = draw(st.booleans())
    age = age_from(years=draw(st.integers(12, 110) if adult else st.integers(5, 11))) or Age()
    signs = chart_signs("adult" if adult else "child") | {"fever"}
    unknown = draw(st.frozensets(st.sampled_from(sorted(signs)), max_size=1))
    present = draw(st.frozensets(st.sampled_from(["fever", "stiff_neck"]), max_size=1))
    oximeter = draw(st.booleans())
    return Findings(
        age=age,
        sex=draw(st.sampled_from(list(Sex))),
        pregnant=draw(st.none() | st.just(False)),
        present=present,
        absent=signs - unknown - present,
        vitals=Vitals(
            hr=draw(st.integers(80, 110)),
            rr=draw(st.integers(17, 22)),
            temp_c=draw(st.sampled_from([36.0, 37.0, 37.9])),
            spo2=draw(st.integers(94, 100)) if oximeter else None,
            avpu="A",
        ),
        not_measured={} if oximeter else {"spo2": NotMeasured.NO_DEVICE},
    )
