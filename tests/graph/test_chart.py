"""What a chart says of a case: what opens what, what cannot be missed, how long it takes at least."""

from functools import cache
from pathlib import Path

import pytest

from casefile.source import load
from casefile.source.case import Case
from casefile.source.wiring import Gate, Wiring
from casefile.workshop.graph.chart import Chart
from casefile.workshop.graph.survey import survey
from casefile.workshop.graph.timing import time
from tests.sealed import SOURCE
from tests.spoilt import Folder


@cache
def case(folder: Path = SOURCE) -> Case:
    return load(folder)


def chart(profile: str = "full", folder: Path = SOURCE) -> Chart:
    return survey(case(folder), case(folder).profile(profile))


def width(act: str, drawn: Chart) -> int:
    return next(one.width for one in drawn.acts if one.id == act)


def test_a_gate_of_two_of_three_is_timed_by_the_second_that_is_done() -> None:
    wiring = Wiring(
        kinds=dict.fromkeys(["start", "a", "b", "c", "end"], "node"),
        works={"start": ["a", "b", "c"]},
        gates=[Gate("end", 2, ("a", "b", "c"))],
    )
    timing = time(wiring, {"a": 5, "b": 20, "c": 9, "end": 1}.__getitem__)
    assert timing.minutes["end"] == 10
    assert timing.way("end") == ["start", "c", "end"]


def test_choke_points_are_the_steps_without_which_the_end_cannot_be_reached() -> None:
    assert chart().chokes == ["t0", "m", "e", "f"]
    assert chart("short").chokes == ["a", "t0", "m", "e", "f"]


def test_a_decision_whose_every_option_is_asked_for_is_a_choke_point(tmp_path: Path) -> None:
    folder = Folder.copy(tmp_path / "case")
    folder.edit("case.toml", 'of = ["accuse", "branch:stand/*"]', 'of = ["branch:stand/*"]')
    drawn = survey(load(folder.root), load(folder.root).profile("full"))
    assert "stand" in drawn.chokes
    assert "d1" not in drawn.chokes


def test_the_width_of_an_act_is_how_many_of_its_locks_can_be_open_at_once() -> None:
    assert width("morning", chart()) == 2  # a and b; c opens only when one of them is solved
    assert width("morning", chart("short")) == 1


def test_the_critical_path_goes_through_the_lock_that_the_gate_waits_for(tmp_path: Path) -> None:
    folder = Folder.copy(tmp_path / "case")
    for name, minutes in (("a", 20), ("b", 12), ("c", 2)):
        folder.edit(f"puzzles/{name}/puzzle.toml", "minutes = 3", f"minutes = {minutes}")
    drawn = survey(load(folder.root), load(folder.root).profile("full"))
    # Two of three: `b`, and `c` behind it, are done before `a`.
    assert drawn.path[:4] == ("t0", "b", "c", "m")
    assert drawn.quickest == 3 + 12 + 2 + 3 + 3 + 3


def test_a_profile_s_own_minutes_count() -> None:
    assert chart("short").steps["accuse"].minutes == 2
    assert chart("short").serial == 20


@pytest.mark.parametrize("profile", ["full", "short"])
def test_every_lock_of_a_profile_is_drawn_and_no_dropped_one_as_a_puzzle(profile: str) -> None:
    drawn = chart(profile)
    dropped = set(case().profile(profile).drops)
    assert {name for name, step in drawn.steps.items() if step.sort in {"puzzle", "board", "archive"}} == {
        name for name in case().puzzles if name not in dropped
    }
    assert {name for name, step in drawn.steps.items() if step.sort == "papers"} == dropped


def test_a_link_that_names_one_option_keeps_the_option() -> None:
    links = {link.targets: link for link in chart().links}
    assert links["extra",].sources == ("d1/hide", "e")
    assert links["extra",].label == "1/2"
