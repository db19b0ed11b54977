"""An exported log that was changed anywhere is found to be; one that was not agrees."""

import io
from dataclasses import replace

import pytest

from tests.verify.logs import ENGINE, busy_site, checked, parts, read, whole, with_entry
from tests.web.person import Person
from tests.web.site import make_site
from triage.exchange import cbor
from triage.exchange.entry import CONTEXT, Kind, commitment, entry_hash, first_hash
from triage.exchange.export import Reader, Unreadable
from triage.store.log import Context, NewEntry, append

WITHHELD = frozenset({"identity", "contact", "note"})


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    made = busy_site(tmp_path_factory.mktemp("site"))
    yield made
    made.clinic.database.close()


@pytest.fixture(scope="module")
def log(site):
    """The opening and the entries of a log with four decisions."""
    return parts(site)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The opening and the entries of a log with one visit."""
    made = make_site(tmp_path_factory.mktemp("small"))
    Person(made, "Noi").code(signs={"present": ["stridor"], "none": ["look", "ask", "injury"]})
    yield parts(made)
    made.clinic.database.close()


def model_of(site):
    model = site.clinic.slot.current()
    return lambda sha256: model if sha256 == model.manifest.sha256 else None


def at(log, kind):
    """The place of the first entry of a kind in the file."""
    return next(n for n, one in enumerate(log[1]) if one.header.kind == kind)


def forged(log, number, name, change):
    """The log with a content changed by *change*, and commitments, hashes and closing anew."""
    opening, entries = log
    salt, content = entries[number].contents[name]
    words = cbor.decode(content)
    change(words)
    content = cbor.encode(words)
    one = entries[number]
    committed = {**one.commitments, name: commitment(salt, content)}
    contents = {**one.contents, name: (salt, content)}
    entries = with_entry(entries, number, contents=contents, commitments=committed)
    newest, out = {}, []
    for entry in entries:
        place = entry.header.place
        lane = (place.epoch, place.lane)
        previous = newest.get(lane) or first_hash(place.node, *lane)
        newest[lane] = entry_hash(previous, entry.header, entry.commitments)
        out.append(replace(entry, hash=newest[lane]))
    return whole(opening, out)


def test_a_log_that_nobody_touched_agrees_with_every_decision_and_score(site, log):
    account = checked(whole(*log), models=model_of(site))

    assert account.agrees
    assert (account.entries, account.decisions, account.scores) == (len(log[1]), 4, 4)
    assert {(one.epoch, one.lane) for one in account.heads} == {(1, 0), (1, 1), (1, 2), (1, 4)}


def test_without_the_model_the_floor_is_computed_and_the_scores_are_named(log):
    account = checked(whole(*log))

    assert account.agrees
    assert (account.decisions, account.scores, account.unscored) == (4, 0, 4)


def test_what_is_read_is_what_was_written(log):
    assert read(whole(*log)) == log[1]


def test_every_flipped_byte_of_a_file_is_found(small):
    content = whole(*small)
    assert checked(content).agrees
    for number in range(len(content)):
        changed = bytearray(content)
        changed[number] ^= 1 << number % 8
        assert not checked(bytes(changed)).agrees, number


def test_every_flipped_byte_of_an_entry_is_found_when_the_closing_is_made_anew(small):
    opening, entries = small
    for number, entry in enumerate(entries):
        for changed in flipped(entry):
            content = whole(opening, with_entry(entries, number, **changed))
            assert not checked(content).agrees, (number, changed.keys())


def flipped(entry):
    """Give what to change in *entry*: one bit of each byte that an export holds of it."""
    for name, (salt, content) in entry.contents.items():
        for other in bits(salt):
            yield {"contents": {**entry.contents, name: (other, content)}}
        for other in bits(content):
            yield {"contents": {**entry.contents, name: (salt, other)}}
    for name, committed in entry.commitments.items():
        for other in bits(committed):
            yield {"commitments": {**entry.commitments, name: other}}
    for other in bits(entry.hash):
        yield {"hash": other}


def bits(content):
    for number in range(len(content)):
        changed = bytearray(content)
        changed[number] ^= 1 << number % 8
        yield bytes(changed)


def test_a_file_that_was_cut_anywhere_is_found_and_nothing_crashes(small):
    content = whole(*small)
    for size in range(len(content)):
        assert not checked(content[:size]).agrees, size


def test_a_file_that_goes_on_is_found(small):
    assert "behind the closing" in checked(whole(*small) + b"\x40").first


@pytest.mark.parametrize(
    "content", [b"", b"\x00", b"\x41", b"\x5b" + b"\xff" * 8, b"{}", b"\x41\xa0"]
)
def test_what_is_no_export_is_told_so(content):
    account = checked(content)
    assert account.opening is None
    assert account.first


def test_two_entries_that_changed_places_are_found(log):
    opening, entries = log
    for n in range(len(entries) - 1):
        swapped = [*entries[:n], entries[n + 1], entries[n], *entries[n + 2 :]]
        assert not checked(whole(opening, swapped)).agrees, n


def test_an_entry_that_is_missing_in_a_lane_is_found(log):
    opening, entries = log
    lanes = [one.header.place.lane for one in entries]
    for n, lane in enumerate(lanes):
        if lane in lanes[n + 1 :]:
            assert not checked(whole(opening, entries[:n] + entries[n + 1 :])).agrees, n


def test_an_end_that_was_cut_off_is_found_by_a_head_that_was_written_down(log):
    opening, entries = log
    known = frozenset({entries[-1].hash.hex()[:16]})

    assert checked(whole(opening, entries), expected=known).agrees
    shorter = checked(whole(opening, entries[:-1]), expected=known)
    assert "no entry has the hash" in shorter.first


def test_an_entry_that_is_there_twice_is_found(log):
    opening, entries = log
    for n, one in enumerate(entries):
        assert not checked(whole(opening, [*entries[: n + 1], one, *entries[n + 1 :]])).agrees


def test_exchanged_salts_are_found(log):
    opening, entries = log
    n = at(log, Kind.VISIT_RECORDED)
    contents = entries[n].contents
    (one, clinical), (other, decision) = contents["clinical"], contents["decision"]
    changed = {**contents, "clinical": (other, clinical), "decision": (one, decision)}

    account = checked(whole(opening, with_entry(entries, n, contents=changed)))
    assert "its clinical is not what was recorded" in account.first


def test_withheld_compartments_verify_and_are_counted(site):
    content = whole(*parts(site, WITHHELD))
    account = checked(content, models=model_of(site))

    assert account.agrees
    assert account.decisions == account.scores == 4
    assert account.withheld == {"identity": 2}
    assert b"Test Patient" not in content
    assert b"Test Patient" in whole(*parts(site))


def test_decisions_that_are_withheld_are_not_called_checked(site):
    account = checked(whole(*parts(site, frozenset({"clinical"}))))

    assert account.agrees
    assert (account.decisions, account.hidden) == (0, 4)


def test_content_that_is_gone_needs_a_tombstone(tmp_path):
    site = make_site(tmp_path)
    Person(site, "Noi").code()
    opening, entries = parts(site)
    n = next(i for i, one in enumerate(entries) if one.header.kind == Kind.VISIT_RECORDED)
    words = cbor.decode(entries[n].contents[CONTEXT][1])
    with site.clinic.database.writing() as connection:
        context = Context(now=site.clock.at, actor_id=None)
        buried = NewEntry(
            kind=Kind.TOMBSTONE, lane=2, context=context, points_at=words["subjects"]["visit"]
        )
        append(connection, buried)
    _, later = parts(site)
    site.clinic.database.close()
    gone = {name: one for name, one in entries[n].contents.items() if name != "clinical"}

    without = checked(whole(opening, with_entry(entries, n, contents=gone)))
    explained = checked(whole(opening, with_entry(later, n, contents=gone)))
    assert "no tombstone" in without.first
    assert explained.agrees
    assert (explained.erased, explained.hidden) == (1, 1)


def test_a_decision_of_another_engine_is_named_with_its_release_and_not_computed(log):
    account = checked(whole(*log), engine="another")

    assert account.agrees
    assert account.decisions == 0
    assert account.foreign == {(ENGINE, ""): 4}


def lower_level(words):
    words["decision"]["level"] = words["level"] = "ORANGE"


def lower_floor(words):
    words["decision"]["floor"]["level"] = "GREEN"


def drop_what_fired(words):
    words["decision"]["floor"]["fired"] = []


def other_score(words):
    words["decision"]["model"]["probability_millionths"] += 2


def other_number_beside(words):
    words["level"] = "YELLOW"


def no_conditions(words):
    words["decision"]["conditions"] = 7


def no_thresholds(words):
    words["decision"]["model"]["thresholds"] = {}


@pytest.mark.parametrize(
    "change",
    [
        lower_level,
        lower_floor,
        drop_what_fired,
        other_number_beside,
        no_conditions,
        no_thresholds,
    ],
)
def test_a_decision_forged_with_its_whole_chain_is_found_by_computing_it_again(site, log, change):
    n = next(
        i
        for i, one in enumerate(log[1])
        if one.header.kind == Kind.VISIT_RECORDED and one.header.place.lane == 0
    )
    content = forged(log, n, "decision", change)

    account = checked(content, models=model_of(site))
    assert account.differences == 1
    assert "its decision was computed again" in account.first


def test_a_probability_forged_with_its_whole_chain_is_found_where_the_model_is(site, log):
    content = forged(log, at(log, Kind.VISIT_RECORDED), "decision", other_score)

    assert checked(content).agrees
    account = checked(content, models=model_of(site))
    assert account.differences == 1
    assert "the probability comes out otherwise" in account.first


def hide_the_danger(words):
    words["findings"]["present"] = []


def test_findings_forged_with_their_whole_chain_are_found_by_computing_again(log):
    n = next(
        i
        for i, one in enumerate(log[1])
        if one.header.kind == Kind.VISIT_RECORDED and one.header.place.lane == 0
    )
    account = checked(forged(log, n, "clinical", hide_the_danger))
    assert "comes out otherwise" in account.first


def test_an_id_that_is_not_of_its_place_is_found(log):
    opening, entries = log
    account = checked(whole(replace(opening, id_key=b"x" * 32), entries))
    assert "its id is not the one of its place" in account.first


def test_an_item_that_claims_to_be_huge_reserves_no_memory():
    with pytest.raises(Unreadable, match="longer than an item"):
        Reader(io.BytesIO(b"\x5b" + b"\x7f" * 8).read)
