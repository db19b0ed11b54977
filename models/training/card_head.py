"""The sentences of a model card that depend on where the model comes from."""

from collections.abc import Mapping
from typing import Any

from models.training.enough import WANTED_EVENTS

_WARNINGS = {
    "quick": "made in haste (`--quick`)",
    "invented": "made from invented people (the worked example)",
}
_ON_LATER_YEARS = (
    "On two later survey years the owner measured, for the recipe, .892, .863 and .789 by band at"
    " .505 false positives with age-band thresholds, and .811 at .355 with one threshold; those"
    " years are not here and were not measured again."
)


def parts(about: Mapping[str, Any]) -> dict[str, object]:
    """Return the sentences for the model that *about*, its manifest, describes, by name."""
    data, years = about["data"], sorted(about["data"]["years"])
    is_local = data["origin"] == "local"
    hospitals = f"{data['hospitals']} hospitals"
    return {
        "warning": _warning(about),
        "period": f"{years[0]} to {years[-1]}",
        "last_year": years[-1],
        "sites": hospitals if is_local else f"{hospitals} (those of each year numbered anew)",
        "band_words": _bands(about, is_local=is_local),
        "events_words": _events(data),
        "again_words": _again(is_local=is_local),
    }


def _warning(about: Mapping[str, Any]) -> str:
    if not about["not_for_use"]:
        return ""
    why = " and ".join(
        words
        for name, words in _WARNINGS.items()
        if (about["data"]["is_invented"] if name == "invented" else about["training"]["is_quick"])
    )
    return f"**NOT FOR USE: {why}. A server refuses this model.**\n\n"


def _bands(about: Mapping[str, Any], *, is_local: bool) -> str:
    metrics = about["metrics"]
    ages = {
        name.removeprefix("age_").replace("_", " to "): of["sensitivity_bands"].value
        for name, of in metrics["subgroups"].items()
        if name.startswith("age_")
    }
    by_band = [f"{sensitivity:.3f} at ages {age}" for age, sensitivity in ages.items()]
    single, bands = (metrics["floor_and_model"][name] for name in ("single", "bands"))
    words = (
        f"With age-band thresholds, the default, sensitivity is {', '.join(by_band)}, at"
        f" {bands['false_positives'].value:.3f} false positives over all; with one threshold"
        f" {single['sensitivity'].value:.3f} at {single['false_positives'].value:.3f}."
    )
    return words if is_local else f"{words} {_ON_LATER_YEARS}"


def _events(data: Mapping[str, Any]) -> str:
    events = data["critical"]
    if events < WANTED_EVENTS:
        return (
            f"**{events} critical people are few** ({WANTED_EVENTS} and more say something): the"
            " intervals are wide, and another draw of people would give other curves."
        )
    return f"The figures rest on {events} critical people; those of small groups on far fewer."


def _again(*, is_local: bool) -> str:
    if is_local:
        return (
            "`triage model train` with the same table, packages and options gives the same bytes;"
            " `triage model export` makes `model.onnx` again from `terms.json`, and"
            " `triage model verify` checks the folder."
        )
    return "`make model`; a country trains on its own table: `triage model train`, `docs/model.md`."
