"""After a reload the author is where he was."""

import pytest

from casefile.errors import Refusal
from casefile.source.problems import Unsound
from casefile.workshop.preview.proof import Wish
from tests.preview.conftest import Author


def test_a_saved_word_stands_in_the_paper(author: Author) -> None:
    author.go("memo")
    play = author.save("docs/memo.md", "would like it back", "wants it back")
    assert "wants it back" in play.session.page("memo").text


def test_what_was_read_solved_decided_and_written_is_there_again(author: Author) -> None:
    play = author.go("evening")
    play.session.read("memo")
    play.session.decide("d1", "log")
    play.session.hint("e")
    play.session.note("The kettle is mine.", "memo")
    play.session.mark("who", "north", "out", "never here")
    play.session.answer("e", ["7"])
    again = author.save("docs/memo.md", "would like", "wants").session
    state = again.state
    assert list(state.solved) == ["t0", "a", "b", "m"]
    assert (state.chosen, "memo" in state.read, again.lock("e").tries) == ({"d1": "log"}, True, 1)
    assert [(note.text, note.paper) for note in again.notes()] == [("The kettle is mine.", "memo")]
    assert next(choice.mark for choice in again.questions()[0].choices if choice.id == "north") == "out"
    assert again.lock("e").rungs == 1


def test_locks_are_solved_again_with_the_answers_of_another_deal(author: Author) -> None:
    before = author.go("evening").proof.dealt.solutions["a"].answers[0]
    seeds = (author.reload(Wish(seed)) for seed in "12345678")
    play = next(play for play in seeds if play.proof.dealt.solutions["a"].answers[0] != before)
    assert author.solved() == ["t0", "a", "b", "m"]
    assert play.told() == ""


def test_a_drawn_paper_is_drawn_again_by_its_new_reference(author: Author) -> None:
    author.go("umbrella")
    play = author.reload(Wish("another"))
    assert "umbrella" in play.session.state.held.papers


def test_a_lock_that_a_cut_leaves_out_is_named_in_one_sentence(author: Author) -> None:
    author.go("evening")
    play = author.reload(Wish("", "short"))
    assert author.solved() == ["t0", "a", "m"]
    assert play.told() == "Not to be had here now: the lock b."


def test_a_paper_that_is_gone_is_named(author: Author) -> None:
    author.go("memo")
    author.play.session.read("memo")
    author.case.edit("docs/memo.md", 'id = "memo"', 'id = "memoir"')
    (author.case.root / "docs" / "memo.md").rename(author.case.root / "docs" / "memoir.md")
    author.case.edit("docs/memoir.md", 'place = "paper:memo", mark = "door"', 'place = "paper:memoir", mark = "door"')
    author.case.edit("docs/memoir.md", 'place = "paper:memo",', 'place = "paper:memoir",')
    assert author.reload().told() == "Not to be had here now: the paper memo."


def test_a_wrong_answer_that_opens_its_lock_now_is_told(author: Author) -> None:
    author.go("a").session.answer("a", ["quire"])
    play = author.save("puzzles/a/puzzle.toml", "accept = [", 'accept = [["quire"], ')
    assert "a" in author.solved()
    assert "it opens a now" in play.told()


def test_a_broken_case_keeps_the_last_good_play_and_names_the_line(author: Author) -> None:
    before = author.go("a")
    author.case.edit("docs/a-note.md", "The first word is", "{{ worl.words }} The first word is")
    with pytest.raises(Unsound):
        author.reload()
    assert author.preview.play is before
    line = author.case.line("docs/a-note.md", "worl.words")
    assert [(one.path, one.line) for one in author.preview.problems] == [("docs/a-note.md", line)]
    assert author.preview.is_stale


def test_a_mended_case_has_no_problems_left(author: Author) -> None:
    author.case.edit("docs/a-note.md", "The first", "{{ worl }} The first")
    with pytest.raises(Unsound):
        author.reload()
    author.save("docs/a-note.md", "{{ worl }} ", "")
    assert (author.preview.problems, author.preview.is_stale) == ((), False)


def test_what_is_done_while_a_proof_is_made_is_not_lost(author: Author) -> None:
    play = author.go("a")
    fresh = author.preview.load()
    play.solve("a")
    author.preview.lay(fresh)
    assert "a" in author.solved()


def test_problems_of_the_paper_and_the_lock_in_view_come_first(author: Author) -> None:
    author.case.edit("docs/a-note.md", "The first", "{{ worl }} The first")
    author.case.edit("docs/b-note.md", "{{", "{{ worl }}{{")
    author.case.edit("puzzles/a/puzzle.toml", "the {{ world", "the {{ worl")
    with pytest.raises(Unsound):
        author.reload()
    near, others = author.preview.problems_by("b-note", "a")
    assert {one.path for one in near} == {"docs/b-note.md", "puzzles/a/puzzle.toml"}
    assert {one.path for one in others} == {"docs/a-note.md"}


def test_a_cut_that_is_not_there_is_refused_and_the_wish_stays_as_it_was(author: Author) -> None:
    with pytest.raises(Refusal):
        author.preview.load(Wish("", "shrt"))
    assert (author.preview.wish, author.preview.is_stale) == (Wish(), False)


def test_a_cut_that_is_taken_out_of_the_case_is_a_problem_of_it(author: Author) -> None:
    author.reload(Wish("", "short"))
    author.case.edit("case.toml", 'id = "short"', 'id = "brief"')
    with pytest.raises(Refusal):
        author.reload()
    assert author.preview.is_stale
    assert "short" in author.preview.problems[0].sentence


def test_an_unwritten_seal_key_is_not_written(author: Author) -> None:
    author.go("evening")
    assert not (author.case.root / "seal.key").exists()


def test_going_back_in_the_log_stops_where_the_play_stood_then(author: Author) -> None:
    play = author.go("evening")
    second = [row.seq for row in play.session.snapshots()][2]
    author.preview.lay(author.preview.back_to(second))
    assert author.solved() == ["t0", "a"]
