"""The graph of a profile: what opens what, and where its gates lie."""

import pytest

from casefile.source import Case, load
from casefile.source.wiring import Gate, Wiring, wire
from tests.sealed import SOURCE
from tests.spoilt import Folder


@pytest.fixture(scope="module")
def loaded() -> Case:
    return load(SOURCE)


@pytest.fixture(scope="module")
def full(loaded: Case) -> Wiring:
    return wire(loaded, loaded.profile("full"))


@pytest.fixture(scope="module")
def short(loaded: Case) -> Wiring:
    return wire(loaded, loaded.profile("short"))


def short_of(case: Folder) -> Wiring:
    changed = load(case.root)
    return wire(changed, changed.profile("short"))


def test_a_gate_lies_in_the_latest_act_that_precedes_all_its_inputs(full: Wiring) -> None:
    homes = {gate.target: home for gate, home in zip(full.gates, full.homes, strict=True)}
    assert homes == {
        "a/shown": "morning",
        "b/shown": "morning",
        "c/shown": "morning",
        "m/shown": "morning",
        "evening": "morning",
        "extra/shown": "morning",  # one of its inputs is a branch of a decision that the morning's board brings
        "accuse/shown": "morning",
        "night": "evening",
    }


def test_whoever_holds_an_input_holds_the_gate(full: Wiring, short: Wiring) -> None:
    for wiring in (full, short):
        for gate, home in zip(wiring.gates, wiring.homes, strict=True):
            assert not wiring.reached(without=home).intersection(gate.inputs)


def test_all_branches_can_be_named_at_once(full: Wiring) -> None:
    night = next(gate for gate in full.gates if gate.target == "night")
    assert night.inputs == ("accuse/solved", *(f"branch:stand/{name}" for name in ("north", "east", "south", "west")))


def test_a_dropped_puzzle_keeps_its_papers_and_is_no_input(short: Wiring) -> None:
    assert [name for name in short.kinds if name.split("/")[0] in {"b", "c"}] == ["b/papers", "c/papers"]
    assert Gate("b/papers", 1, ("t0/solved",)) in short.gates
    assert Gate("c/papers", 1, ("a/solved",)) in short.gates
    assert Gate("m/shown", 1, ("a/solved",)) in short.gates


def test_a_gate_whose_inputs_were_all_dropped_opens_with_their_papers(case: Folder) -> None:
    case.edit("case.toml", 'drops = ["b", "c"]', 'drops = ["a", "b", "c", "m"]')
    case.edit("case.toml", 'gates = [{ opens = "m", of = ["a"] }]\n', "")
    wiring = short_of(case)
    assert Gate("m/papers", 2, ("a/papers", "b/papers", "c/papers")) in wiring.gates
    assert Gate("evening", 1, ("m/papers",)) in wiring.gates
    assert set(wiring.kinds) == wiring.reached()


def test_conditions_follow_a_dropped_puzzle(short: Wiring, full: Wiring) -> None:
    assert full.condition("!held:b") == "!held:b/solved"
    assert short.condition("!solved:b") == "!held:b/papers"
    assert short.condition("solved:a") == "solved:a"


def test_a_dropped_archive_hands_out_its_papers(case: Folder) -> None:
    case.edit("case.toml", 'drops = ["b", "c"]', 'drops = ["b", "c", "archive"]')
    wiring = short_of(case)
    assert wiring.grants["archive/papers"] == ["request:r1", "request:r2"]
    assert "archive/papers" in wiring.grants["morning"]
