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

LYREBIRD = Path(__file__).parents[2] / "puzzles" / "lyrebird"


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
    assert chart(folder=LYREBIRD).chokes == ["t0", "m1"]
    assert chart("room", LYREBIRD).chokes == ["t0", "p01", "p03", "m1"]


def test_a_decision_whose_every_option_is_asked_for_is_a_choke_point(tmp_path: Path) -> None:
    folder = Folder.copy(tmp_path / "case")
    folder.edit("case.toml", 'of = ["accuse", "branch:stand/*"]', 'of = ["branch:stand/*"]')
    drawn = survey(load(folder.root), load(folder.root).profile("full"))
    assert "stand" in drawn.chokes
    assert "d1" not in drawn.chokes


def test_the_width_of_an_act_is_how_many_of_its_locks_can_be_open_at_once() -> None:
    assert width("convoy", chart(folder=LYREBIRD)) == 3
    assert width("morning", chart()) == 2  # a and b; c opens only when one of them is solved
    assert width("morning", chart("short")) == 1


def test_the_critical_path_goes_through_the_lock_that_the_gate_waits_for() -> None:
    drawn = chart(folder=LYREBIRD)
    assert drawn.path == ("t0", "p03", "m1")
    assert drawn.quickest == 5 + 20 + 10
    assert drawn.serial == 77


def test_a_profile_s_own_minutes_count() -> None:
    drawn = chart("room", LYREBIRD)
    assert drawn.steps["p03"].minutes == 12
    assert drawn.serial == drawn.stated == 25


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
