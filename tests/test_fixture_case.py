"""One small case that uses everything the format can carry, played through on all its routes."""

import re
import shutil
from pathlib import Path

import pytest

from casefile.errors import Refusal
from casefile.workshop.seal import seal_case
from tests.sealed import CACHE, Player, dealt, folder, innocent, sealed

SUSPECTS = ("north", "east", "south", "west")


@pytest.fixture
def player() -> Player:
    return Player()


# -- gates


def test_at_the_start_there_is_the_induction_and_the_archive(player: Player) -> None:
    assert set(player.locks()) == {"t0", "archive"}
    assert player.papers() == ["slip"]
    assert [part.id for part in player.session.folders()] == ["morning"]


def test_the_induction_opens_two_puzzles_at_once(player: Player) -> None:
    player.solve("t0")
    assert set(player.locks()) == {"t0", "archive", "a", "b"}


@pytest.mark.parametrize("feeder", ["a", "b"])
def test_an_any_gate_opens_to_either_input(player: Player, feeder: str) -> None:
    player.solve("t0", feeder)
    assert "c" in player.locks()


@pytest.mark.parametrize("pair", [("a", "b"), ("a", "c"), ("b", "c")])
def test_a_gate_of_two_of_three_opens_to_any_two(player: Player, pair: tuple[str, str]) -> None:
    player.solve("t0", pair[0])
    assert "m" not in player.locks()
    player.solve(pair[1])
    assert "m" in player.locks()


def test_an_all_gate_waits_for_its_last_input(player: Player) -> None:
    player.solve("t0", "a", "b", "m")
    assert "accuse" not in player.locks()
    player.solve("e")
    assert "accuse" in player.locks()


def test_the_next_act_comes_with_its_clock_and_its_tools(player: Player) -> None:
    assert "overlay" not in player.session.tools()
    player.solve("t0", "a", "c", "m")
    assert player.session.status().clock == "Mon 17:05"
    assert "overlay" in player.session.tools()
    assert [part.id for part in player.session.folders()] == ["morning", "evening"]


# -- what a board releases


def test_a_board_releases_the_papers_of_what_was_skipped_and_leaves_its_lock_open(player: Player) -> None:
    player.solve("t0", "a", "c")
    assert "b-gate" not in player.papers()
    player.solve("m")
    assert "b-gate" in player.papers()
    skipped = player.locks()["b"]
    assert skipped.released
    assert not skipped.solved
    player.solve("b")
    assert player.locks()["b"].solved


def test_a_released_puzzle_is_no_input_of_a_gate() -> None:
    player = Player()
    player.solve("t0", "a", "c", "m")
    assert player.session.status().solved == 4


# -- lifts


def test_a_bar_stands_until_its_lift_comes(player: Player) -> None:
    player.solve("t0")
    assert "█" in player.text("memo")
    outcome = player.solve("b")
    assert ("memo", "door") in outcome.lifted
    room = player.dealt.rendering.facts["en"]["world"]["room"]
    assert f"near the {room}." in player.text("memo")


def test_a_lift_comes_with_released_papers_too(player: Player) -> None:
    player.solve("t0", "a", "c", "m")
    assert "█" not in player.text("memo")


def test_a_hidden_block_appears_with_its_branch_only(player: Player) -> None:
    player.solve("t0", "a", "b", "m")
    assert "logged" not in player.text("memo")
    player.session.decide("d1", "log")
    assert "The call was logged." in player.text("memo")
    assert "So was the colour of the ink." in player.text("memo")


def test_the_players_name_stands_on_the_paper(player: Player) -> None:
    player.solve("t0")
    assert "Ann would like it back" in player.text("memo")


def test_lines_of_a_question_fill_as_lifts_come(player: Player) -> None:
    player.solve("t0", "a", "b", "m")
    lines = player.session.questions()[1].lines
    assert [line.text for line in lines] == ["", ""]
    player.solve("e")
    assert [bool(line.text) for line in player.session.questions()[1].lines] == [True, False]


# -- decisions


def test_a_decision_gives_one_branch_and_cannot_be_taken_again(player: Player) -> None:
    player.solve("t0", "a", "b", "m")
    assert player.decisions()["d1"] == ["log", "hide"]
    player.session.decide("d1", "log")
    assert "call-log" in player.papers()
    assert "call-hidden" not in player.papers()
    with pytest.raises(Refusal) as refused:
        player.session.decide("d1", "hide")
    assert refused.value.code == "decision-taken"


def test_what_one_branch_gives_early_the_other_gets_with_the_next_puzzle() -> None:
    early, late = Player(), Player()
    for player, option in ((early, "hide"), (late, "log")):
        player.solve("t0", "a", "b", "m")
        player.session.decide("d1", option)
    assert "extra" in early.locks()
    assert "extra" not in late.locks()
    late.solve("e")
    assert "extra" in late.locks()


# -- the accusation


def to_the_accusation(player: Player) -> None:
    player.solve("t0", "a", "b", "m", "e")
    player.read_all()


def test_nobody_can_stand_by_a_form_that_was_not_refused(player: Player) -> None:
    to_the_accusation(player)
    assert "stand" not in player.decisions()
    with pytest.raises(Refusal):
        player.session.decide("stand", "north")


def test_only_the_name_that_was_signed_can_be_stood_by(player: Player) -> None:
    to_the_accusation(player)
    player.session.answer("accuse", [innocent(player), "drawer"])
    assert player.decisions()["stand"] == [innocent(player)]


@pytest.mark.parametrize("suspect", SUSPECTS)
def test_every_name_that_is_stood_by_opens_the_night(suspect: str) -> None:
    player = Player()
    to_the_accusation(player)
    player.stand_by(suspect)
    assert "f" in player.locks()
    assert f"{suspect.title()} Desk" in player.text("stood")
    assert ("proved nothing" in player.text("stood")) == (suspect == player.dealt.mole)


def test_the_form_stays_open_and_can_be_corrected(player: Player) -> None:
    to_the_accusation(player)
    player.stand_by(innocent(player))
    assert "fill it in again" in player.text("correction")
    player.solve("accuse")
    assert "charge" in player.papers()


# -- endings


def test_everything_right_and_every_optional_paper_gives_the_hidden_ending(player: Player) -> None:
    to_the_accusation(player)
    player.draw("request:r1", "request:r2")
    player.solve("accuse", "f")
    assert player.session.status().ended == "whole"
    assert "Every paper is back." in player.text("end-whole")


@pytest.mark.parametrize("drawn", [(), ("request:r1",), ("request:r2",)])
def test_with_a_paper_undrawn_the_ending_is_the_common_one(player: Player, drawn: tuple[str, ...]) -> None:
    to_the_accusation(player)
    player.draw(*drawn)
    player.solve("accuse", "f")
    assert player.session.status().ended == "filed"
    assert [name for name in player.papers() if name.startswith("end-")] == ["end-filed"]


def test_wrong_then_right_is_an_ending_of_its_own(player: Player) -> None:
    to_the_accusation(player)
    player.stand_by(innocent(player))
    player.solve("accuse", "f")
    assert player.session.status().ended == "mended"


@pytest.mark.parametrize("suspect", SUSPECTS)
def test_a_form_that_is_stood_by_to_the_end_ends_by_whom_it_named(suspect: str) -> None:
    player = Player()
    to_the_accusation(player)
    player.stand_by(suspect)
    player.solve("f")
    if suspect == player.dealt.mole:
        assert player.session.status().ended == "unproved"
        return
    assert player.session.status().ended == "wrong"
    assert player.dealt.rendering.facts["en"]["cast"][player.dealt.mole]["name"] in player.text("end-wrong")


# -- the archive


def test_the_archive_gives_a_paper_for_each_reference_and_stays_open(player: Player) -> None:
    player.draw("request:r1")
    assert "umbrella" in player.papers()
    assert not player.locks()["archive"].solved
    reference = player.dealt.solutions["archive"].rows[1][0][0]
    assert reference in player.text("umbrella")
    player.draw("request:r2")
    assert "gloves" in player.papers()


# -- answers


@pytest.mark.parametrize(("lock", "before"), [("t0", ()), ("a", ("t0",)), ("b", ("t0",)), ("c", ("t0", "a"))])
def test_every_accepted_answer_opens_its_lock(lock: str, before: tuple[str, ...]) -> None:
    for answer in dealt().solutions[lock].answers:
        player = Player()
        for earlier in before:
            player.solve(earlier)
        assert player.session.answer(lock, answer).kind == "solved", answer


def test_every_answer_that_must_be_refused_is_refused(player: Player) -> None:
    for lock in ("t0", "a", "b", "m", "e", "extra", "accuse", "f"):
        player.read_all()
        for answer in dealt().solutions[lock].refused:
            assert player.session.answer(lock, answer).kind == "wrong", (lock, answer)
        player.solve(lock)


def test_a_near_miss_has_words_and_opens_nothing(player: Player) -> None:
    player.solve("t0")
    outcome = player.session.answer("a", ["first"])
    assert (outcome.kind, outcome.words) == ("near", "That is its place, not the word.")
    assert not player.locks()["a"].solved
    word = player.right("a")[0]
    assert player.session.answer("a", [f"note {word}"]).words == "The note is not part of it."


# -- hints


def test_hints_are_read_rung_by_rung_down_to_the_answer(player: Player) -> None:
    player.solve("t0")
    rungs = [player.session.hint("a").rungs[-1].text for _ in range(4)]
    assert rungs[0] == "Read the paper that came with a."
    assert rungs[3] == f"Write {player.right('a')[0]}."
    with pytest.raises(Refusal):
        player.session.hint("a")


def test_a_pack_without_answers_has_no_fourth_rung() -> None:
    player = Player(pack=sealed(answers=False))
    player.solve("t0")
    for _ in range(3):
        player.session.hint("a")
    with pytest.raises(Refusal):
        player.session.hint("a")


# -- messages and tools


def test_a_message_comes_after_a_while_without_progress_unless_it_is_needless() -> None:
    player = Player()
    player.solve("t0")
    assert [message.id for message in player.session.tick(4)] == []
    assert [message.id for message in player.session.tick(6)] == ["nudge"]
    quick = Player()
    quick.solve("t0")
    quick.draw("request:r1")
    assert [message.id for message in quick.session.tick(6)] == []


def test_tools_come_when_a_puzzle_is_shown_and_when_it_is_solved(player: Player) -> None:
    assert player.session.tools() == {"reckoner", "morse"}
    player.solve("t0", "a")
    assert player.session.tools() == {"reckoner", "morse", "grid"}


# -- profiles


def test_a_profile_drops_locks_but_neither_papers_nor_tools() -> None:
    player = Player("short")
    player.solve("t0")
    assert "b" not in player.locks()
    assert {"b-note", "b-gate"} <= set(player.papers())
    assert "overlay" in player.session.tools()
    assert "█" not in player.text("memo")
    player.solve("a")
    assert {"c-note", "c-calls"} <= set(player.papers())


def test_a_profile_has_its_own_gates_fields_prompts_and_endings() -> None:
    player = Player("short")
    player.solve("t0", "a", "m", "e")
    accuse = player.session.lock("accuse")
    assert [one.id for one in accuse.fields] == ["who"]
    assert accuse.prompt == "It was {who}, and that is all we have time for."
    player.draw("request:r1", "request:r2")
    player.solve("accuse", "f")
    assert player.session.status().ended == "filed"


def test_both_profiles_have_the_same_papers_but_for_endings() -> None:
    assert {one.source.about.id for one in dealt().papers} - {one.source.about.id for one in dealt("short").papers} == {
        "end-whole",
        "end-unproved",
    }


# -- languages


def test_papers_titles_and_questions_speak_the_sessions_language() -> None:
    player = Player(language="de")
    assert player.session.status().title == "Der fehlende Stempel"
    assert player.text("slip").startswith("Desk slip\n\nNummer dieses Zettels: ")
    assert [choice.label for choice in player.session.questions()[0].choices] == [
        "Tisch Nord",
        "East Desk",
        "South Desk",
        "West Desk",
    ]


def test_answers_of_every_language_open_a_lock_whatever_is_spoken() -> None:
    english, german = Player(), Player(language="de")
    for player in (english, german):
        player.solve("t0", "a", "b", "m")
        player.session.decide("d1", "hide")
    assert english.session.answer("extra", ["Laterne"]).kind == "solved"
    assert german.session.answer("extra", ["lantern"]).kind == "solved"


def test_the_language_can_be_changed_in_the_middle(player: Player) -> None:
    player.solve("t0")
    player.session.speak("de")
    assert "gesehen" in player.text("memo")
    player.session.speak("en")
    assert "last seen" in player.text("memo")


# -- revisions


@pytest.fixture
def revised(tmp_path: Path) -> Path:
    """The case's folder after a correction: a wrong word mended, a paper and an answer added."""
    copy = tmp_path / "case"
    shutil.copytree(folder(), copy)
    (copy / CACHE).unlink(missing_ok=True)
    edit(copy / "case.toml", r"^rev = 1$", "rev = 2")
    edit(copy / "docs" / "a-register.md", r"^Somebody was", "Somebody, it now says, was")
    edit(copy / "puzzles" / "b" / "puzzle.toml", r"^kind", 'accept = [["corrected"]]\nkind')
    late = (copy / "docs" / "theory.md").read_text("utf-8").replace('"theory"', '"late"').replace('"m"', '"a"')
    (copy / "docs" / "late.md").write_text(late, "utf-8")
    return copy


def edit(path: Path, pattern: str, new: str) -> None:
    text, count = re.subn(pattern, new, path.read_text("utf-8"), flags=re.MULTILINE)
    assert count == 1
    path.write_text(text, "utf-8")


def test_a_revision_opens_with_the_keys_of_an_old_save(player: Player, revised: Path) -> None:
    player.solve("t0", "a")
    before = player.papers()
    player.go_on(seal_case(revised, kdf="test"))
    assert sorted(player.papers()) == sorted([*before, "late"])
    assert "it now says" in player.text("a-register")
    assert player.session.answer("b", ["corrected"]).kind == "solved"
    player.solve("m", "e", "accuse", "f")
    assert player.session.status().ended == "filed"


def test_a_save_of_a_revision_does_not_go_back_to_the_older_pack(revised: Path) -> None:
    player = Player(pack=seal_case(revised, kdf="test"))
    player.solve("t0")
    with pytest.raises(Refusal) as refused:
        player.go_on(sealed())
    assert refused.value.code == "save-newer-pack"
