"""A game master's acts: on one team, on all, and on those that have not sat down yet."""

import pytest

from casefile.errors import Refusal
from casefile.host.hall.door import Place
from casefile.host.hall.game_master import GameMaster
from casefile.host.hall.hall import Hall
from tests.host.small_event import SmallEvent
from tests.host.test_rooms import Chair


def log(event: SmallEvent, team: str) -> list[tuple[str, str]]:
    master = event.hall.room(team).master("reader")
    try:
        return [(row.by, row.words) for row in master.log()]
    finally:
        master.leave()


def test_what_is_done_to_all_is_done_to_those_that_play_and_told_by_number(small: SmallEvent) -> None:
    small.sit("t01")
    small.sit("t02", "Cat")
    will = GameMaster(small.hall)
    assert will.each("", "Held", lambda one: one.hold("fire alarm")) == "Held: 2 teams."
    assert ("Game master", "Stopped the clock: fire alarm.") in log(small, "t01")
    assert will.each("t02", "Let go on", lambda one: one.release()) == "Let go on: Team 2."
    will.leave()


def test_an_act_on_a_team_that_has_not_begun_is_refused_and_starts_no_clock(small: SmallEvent) -> None:
    small.sit("t01")
    will = GameMaster(small.hall)
    with pytest.raises(Refusal) as caught:
        will.each("t02", "Held", lambda one: one.hold("early"))
    assert caught.value.code == "team-idle"
    assert not small.hall.room("t02").has_begun
    assert will.each("", "Held", lambda one: one.hold("early")) == "Held: 1 team."
    will.leave()


def test_two_game_masters_are_told_apart(small: SmallEvent) -> None:
    first, second = GameMaster(small.hall), GameMaster(small.hall)
    assert (first.name, second.name) == ("Game master", "Game master 2")
    first.leave()
    assert GameMaster(small.hall).name == "Game master"


def test_an_erratum_reaches_who_holds_the_paper_and_a_team_that_sits_down_the_day_after(small: SmallEvent) -> None:
    ann = small.sit("t01")
    will = GameMaster(small.hall)
    paper = next(row.id for part in ann.folders() for row in part.papers)
    assert paper in will.papers()
    assert len(will.papers()) > 5  # with the sheets, those that nobody has yet
    said = will.correct(paper, "for left read right", "a misprint")
    assert "Corrected: 1 team. 1 have the paper" in said
    assert "for left read right" in ann.page(paper).text
    small.hall.close("")
    again = Hall(small.hall.folder, minutes=60)
    cat = again.room("t02").sit("Cat", Chair())
    assert "for left read right" in cat.page(paper).text
    assert again.room("t01").sit("Ann", Chair()).page(paper).text.count("for left read right") == 1
    again.close("")


def test_an_answer_is_freed_from_the_sheet_and_without_one_it_is_said_why_not(small: SmallEvent) -> None:
    ann = small.begin("t01")
    will = GameMaster(small.hall)
    assert will.free("t01", "a", "they had it on paper") == "Freed The First Word for Team 1."
    assert ann.lock("a").freed
    with pytest.raises(Refusal) as caught:
        will.free("t01", "archive", "why not")
    assert caught.value.code == "free-no-sheet"
    (small.hall.folder.path / "gm.key").unlink()
    blind = GameMaster(small.hall)
    with pytest.raises(Refusal) as caught:
        blind.free("t01", "b", "why not")
    assert "gm.key" in caught.value.sentence
    assert blind.rungs("t01", "b") == ()


def test_every_rung_of_a_lock_can_be_passed_on(small: SmallEvent) -> None:
    ann = small.begin("t01")
    will = GameMaster(small.hall)
    rungs = will.rungs("t01", "a")
    step = ann.steps("a")[0].step
    first = ann.hint("a", step).rungs[0]
    assert [rung.number for rung in rungs if rung.step == step] == [1, 2, 3, 4]
    assert first.text == next(rung.text for rung in rungs if (rung.step, rung.number) == (step, 1))


def test_a_player_who_is_moved_is_sent_home_with_the_new_code_and_known_at_the_new_table(small: SmallEvent) -> None:
    chair = Chair()
    small.sit("t01", "Ann", chair)
    small.hall.remember("SHA256:abc", Place("t01", "Ann"))
    will = GameMaster(small.hall)
    assert will.move("Ann", "t01", "t02", "they are two too few") == "Ann goes to Team 2."
    assert small.hall.room("t02").team.code in chair.closed[0]
    assert small.hall.door.known("SHA256:abc") == Place("t02", "Ann")
    assert not small.hall.room("t02").has_begun
    assert any("Sent Ann to Team 2: they are two too few." in words for _, words in log(small, "t01"))
    with pytest.raises(Refusal) as caught:
        will.move("Ann", "t01", "t01", "why")
    assert caught.value.code == "move-nowhere"


def test_merging_sends_everybody_and_two_of_one_name_are_told_apart(small: SmallEvent) -> None:
    ann, ben = Chair(), Chair()
    small.sit("t01", "Ann", ann)
    small.sit("t01", "Ben", ben)
    small.sit("t02", "Ann")
    small.hall.remember("SHA256:one", Place("t01", "Ann"))
    will = GameMaster(small.hall)
    assert will.merge("t01", "t02", "half of them are ill") == "2 players of Team 1 go to Team 2."
    assert small.hall.door.known("SHA256:one") == Place("t02", "Ann 2")
    assert "you are Ann 2" in ann.closed[0]
    assert will.players("t01") == ()
    assert small.hall.room("t01").table.state.hosting.held  # nobody's time runs out at an empty table
    with pytest.raises(Refusal) as caught:
        will.merge("t01", "t02", "again")
    assert caught.value.code == "merge-empty"


def test_a_terminal_that_was_taken_when_the_host_died_is_the_players_again(small: SmallEvent) -> None:
    small.sit("t01")
    master = small.hall.room("t01").master("Will")
    master.seize("he asked me to", "Ann")
    master.leave()
    small.hall.close("")
    again = Hall(small.hall.folder, minutes=60)
    assert again.room("t01").table.state.hosting.seized is None
    again.close("")
