"""Going anywhere: what is needed is solved, and nothing else."""

import pytest

from casefile.errors import Refusal
from casefile.workshop.preview.places import go_to, places
from casefile.workshop.preview.trail import Play
from casefile.workshop.ways import way_to
from tests.preview.conftest import Author
from tests.sealed import dealt


@pytest.mark.parametrize(
    ("name", "solved"),
    [
        ("slip", []),
        ("memo", ["t0"]),
        ("a-register", ["t0", "a"]),
        ("c", ["t0", "a"]),
        ("b-gate", ["t0", "b"]),
        ("m", ["t0", "a", "b"]),
        ("evening", ["t0", "a", "b", "m"]),
        ("accuse/solved", ["t0", "a", "b", "m", "e", "accuse"]),
        ("umbrella", []),
    ],
)
def test_a_place_is_reached_by_what_it_needs(author: Author, name: str, solved: list[str]) -> None:
    play = author.go(name)
    assert author.solved() == solved
    assert play.told() == ""


def test_every_place_of_the_case_but_three_late_endings_is_reached(author: Author) -> None:
    unreached = set()
    for place in places(author.play.proof.dealt):
        play = Play.begin(author.play.proof, "Ann")
        go_to(play, place)
        if play.told():
            unreached.add(place.name)
    late = {"mended", "unproved", "wrong"}
    assert unreached == {f"end-{name}" for name in late} | {f"ending:{name}" for name in late}


def test_a_branch_that_needs_a_wrong_form_gets_one(author: Author) -> None:
    innocent = next(name for name in author.play.proof.dealt.case.roll if name != author.play.proof.dealt.mole)
    play = author.go(f"branch:stand/{innocent}")
    assert play.session.state.chosen == {"stand": innocent}


def test_going_on_keeps_what_was_done(author: Author) -> None:
    author.go("c").session.answer("c", ["quire"])
    play = author.go("evening")
    assert play.session.lock("c").tries == 1


def test_going_back_to_a_solved_puzzle_shows_it_unsolved(author: Author) -> None:
    author.go("evening")
    fresh = author.preview.go_to("b")
    author.preview.lay(fresh)
    assert (author.solved(), fresh.lock) == (["t0"], "b")


def test_going_to_an_open_lock_takes_it_in_hand_and_changes_nothing(author: Author) -> None:
    play = author.go("a")
    fresh = author.preview.go_to("a")
    assert (fresh.play, fresh.lock) == (play, "a")


def test_a_slip_in_a_name_is_told_with_what_was_meant(author: Author) -> None:
    with pytest.raises(Refusal, match='Did you mean "memo"'):
        author.preview.go_to("mmo")


def test_the_way_to_a_node_leaves_out_what_it_can() -> None:
    wiring = dealt().wiring
    way = way_to(wiring, "m/shown")
    assert way is not None
    for work in way:
        assert "m/shown" not in wiring.held(works=set(way) - {work})


def test_nothing_leads_to_a_node_that_is_not_there() -> None:
    assert way_to(dealt().wiring, "nowhere") is None
