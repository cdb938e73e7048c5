"""What a play says about each puzzle."""

from collections.abc import Callable
from pathlib import Path

import pytest

from casefile.errors import Refusal
from casefile.source.loader import load
from casefile.store.tinydb import TinyStore
from casefile.workshop.playtest.collect import Naming, collect
from casefile.workshop.playtests import Played
from tests.playtest.conftest import BEGAN, Sitter, playing
from tests.spoilt import Folder


def lines(case: Folder, save: Path, play: Callable[[Sitter], object]) -> dict[str, Played]:
    with playing(save) as sitter:
        play(sitter)
    return {line.puzzle: line for line in collect(load(case.root), save, Naming.PSEUDONYM).lines}


@pytest.fixture
def save(saves: Path) -> Path:
    return saves / "one.save"


def test_time_up_to_an_answer_is_the_answered_puzzles(case: Folder, save: Path) -> None:
    def play(sitter: Sitter) -> None:
        sitter.solve("t0", 3)
        sitter.solve("a", 7)

    told = lines(case, save, play)
    assert (told["t0"].minutes, told["a"].minutes) == (3, 7)
    assert told["t0"].solved
    assert told["a"].solved


def test_a_paper_that_was_opened_is_its_puzzles_time(case: Folder, save: Path) -> None:
    def play(sitter: Sitter) -> None:
        sitter.solve("t0", 1)
        sitter.session.read("a-note")
        sitter.wait(5)
        sitter.session.read("b-note")
        sitter.solve("b", 4)

    told = lines(case, save, play)
    assert (told["a"].minutes, told["b"].minutes) == (5, 4)


def test_a_break_and_a_night_are_nobodys_time(case: Folder, save: Path) -> None:
    def play(sitter: Sitter) -> None:
        sitter.wait(2)
        sitter.session.pause()
        sitter.wait(60 * 9)
        sitter.session.read("slip")
        sitter.solve("t0", 3)

    assert lines(case, save, play)["t0"].minutes == 5


def test_hints_and_wrong_answers_are_those_that_were_asked_for_and_typed(case: Folder, save: Path) -> None:
    def play(sitter: Sitter) -> None:
        sitter.solve("t0", 1)
        sitter.session.hint("a")
        sitter.session.hint("a")
        sitter.say("a", "Nothing", 2)
        sitter.say("a", "first", 2)

    told = lines(case, save, play)["a"]
    assert [rung.rpartition("/")[2] for rung in told.hints] == ["1", "2"]
    assert (told.wrong, told.wrong_answers, told.solved) == (2, ["Nothing", "first"], False)


def test_where_somebody_stopped_is_the_puzzle_that_he_was_at(case: Folder, save: Path) -> None:
    def play(sitter: Sitter) -> None:
        sitter.solve("t0", 1)
        sitter.say("b", "nothing", 4)

    told = lines(case, save, play)
    assert [name for name, line in told.items() if line.stopped] == ["b"]


def test_the_lock_that_lay_on_the_desk_is_where_somebody_stopped_and_sat_last(case: Folder, save: Path) -> None:
    def play(sitter: Sitter) -> None:
        sitter.solve("t0", 1)
        sitter.wait(6)
        sitter.session.keep_view({"desk": {"lock": "b"}})

    told = lines(case, save, play)
    assert (told["b"].stopped, told["b"].minutes) == (True, 6)
    assert "a" not in told


def test_a_finished_play_stopped_nowhere(case: Folder, save: Path) -> None:
    def play(sitter: Sitter) -> None:
        for lock in ("t0", "a", "b", "m", "e", "accuse", "f"):
            sitter.solve(lock, 2)

    told = lines(case, save, play)
    assert not any(line.stopped for line in told.values())
    assert "c" not in told  # the board handed it out


def test_no_right_answer_is_kept(case: Folder, save: Path) -> None:
    def play(sitter: Sitter) -> None:
        sitter.solve("t0", 1)
        sitter.solve("a", 1)
        answers.extend(sitter.dealt.solutions["a"].answers[0])

    answers: list[str] = []
    said = repr(lines(case, save, play))
    assert answers
    assert not any(answer in said for answer in answers)


def test_after_going_back_only_what_is_new_is_counted_and_as_spoiled(case: Folder, saves: Path) -> None:
    with playing(saves / "first.save") as sitter:
        sitter.solve("t0", 1)
        sitter.solve("a", 2)
        seq = sitter.session.snapshots()[-1].seq
        store = TinyStore(saves / "second.save")
        again = sitter.session.back_to(seq, store)
        sitter.wait(3)
        again.answer("b", sitter.dealt.solutions["b"].answers[0])
        store.close()
    read = load(case.root)
    first, second = (collect(read, saves / f"{name}.save", Naming.PSEUDONYM) for name in ("first", "second"))
    assert [line.puzzle for line in second.lines if line.solved] == ["b"]
    assert all(line.spoiled for line in second.lines)
    assert first.name != second.name


def test_a_play_has_one_name_however_far_it_went(case: Folder, saves: Path) -> None:
    read = load(case.root)
    with playing(saves / "one.save") as sitter:
        sitter.solve("t0", 1)
        sitter.session.pause()
        before = collect(read, saves / "one.save", Naming.PSEUDONYM)
        sitter.solve("a", 5)
    after = collect(read, saves / "one.save", Naming.PSEUDONYM)
    assert before.name == after.name
    assert len(before.lines) < len(after.lines)


@pytest.mark.parametrize(
    ("naming", "joined", "named"),
    [(Naming.PSEUDONYM, True, False), (Naming.NAMED, True, True), (Naming.ANONYMOUS, False, False)],
)
def test_names_are_kept_as_far_as_was_wanted(
    case: Folder, saves: Path, naming: Naming, joined: bool, named: bool
) -> None:
    read = load(case.root)
    for number in range(2):
        with playing(saves / f"{number}.save", "Ann Other", BEGAN + number) as sitter:
            sitter.solve("t0", 1)
    players = [collect(read, saves / f"{number}.save", naming).lines[0].player for number in range(2)]
    assert (players[0] == players[1], players[0] == "Ann Other") == (joined, named)


def test_a_save_of_another_case_is_refused(case: Folder, save: Path) -> None:
    with playing(save):
        pass
    case.edit("case.toml", 'id = "stamp"', 'id = "another"')
    with pytest.raises(Refusal, match="is a play of The Missing Stamp, not of another"):
        collect(load(case.root), save, Naming.PSEUDONYM)


def test_a_file_that_is_no_save_is_refused(case: Folder, save: Path) -> None:
    save.write_bytes(b"\x00\xff" * 100)
    with pytest.raises(Refusal, match="is not a save"):
        collect(load(case.root), save, Naming.PSEUDONYM)
