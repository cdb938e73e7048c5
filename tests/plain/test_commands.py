"""The line mode's commands, played on the fixture."""

import io
import json
from collections.abc import Sequence
from typing import Any

import pytest

from casefile.desk.plain import mode as plain
from casefile.desk.plain.clerk import Clerk
from casefile.desk.plain.page import Sheet
from casefile.session.play import Session
from casefile.store.memory import MemoryStore
from tests.packs import fixture

FIRST_ACT = ("guess p01 nine minutes", "guess p03 four", "open log", "open letter", "open p03")


class Desk:
    """A session in line mode; `say` gives back what was printed for one line."""

    def __init__(self, *, as_json: bool = False) -> None:
        self.store = MemoryStore()
        self.session = Session.begin(fixture(), self.store, name="Tuesday", player="Ann")
        self.as_json = as_json

    def play(self, lines: Sequence[str]) -> str:
        out = io.StringIO()
        typed = io.StringIO("".join(f"{line}\n" for line in lines))
        assert plain.run(self.session, stdin=typed, stdout=out, as_json=self.as_json) == 0
        self.session = Session.resume(fixture(), self.store, player="Ann")
        return out.getvalue()

    def say(self, line: str) -> str:
        """What one line brings."""
        clerk = Clerk(self.session, Sheet())
        _, reply = plain.answer(clerk, line)
        clerk.keep()
        return "\n".join(reply.lines)

    def objects(self, *lines: str) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.play(lines).splitlines()]


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_the_first_thing_said_is_the_content_note_and_the_introduction(desk: Desk) -> None:
    said = desk.play(())
    assert said.index("FIXTURE") < said.index("A note.") < said.index("An intro.")


def test_whoever_comes_back_is_told_what_went_before(desk: Desk) -> None:
    desk.play(["open log"])
    assert "Previously:" in plain.greet(Clerk(desk.session, Sheet()), back=True).lines


def test_nothing_but_printable_text_comes_out(desk: Desk) -> None:
    said = desk.play(["ls", "open", "status", "log", "help", "guess p01 \x1b[2J\x07", "note \x1b]0;title\x07", "note"])
    assert all(sign.isprintable() or sign == "\n" for sign in said)


def test_the_file_says_in_words_what_is_new_and_what_is_shut(desk: Desk) -> None:
    said = desk.say("ls")
    assert "● new" in said
    assert "■ shut: 3 papers announced" in said
    assert "■ shut    p01  Nine Minutes of Static" in said


def test_open_alone_takes_the_next_paper_that_was_not_read(desk: Desk) -> None:
    assert desk.say("open").startswith("Log\n")
    assert desk.say("open").startswith("Letter\n")
    assert "has been read" in desk.say("open")


@pytest.mark.parametrize("word", ["2", "letter", "LETTER", "lett"])
def test_a_paper_is_named_by_number_id_or_part_of_its_title(desk: Desk, word: str) -> None:
    assert "Dear Ann," in desk.say(f"open {word}")


def test_a_paper_keeps_its_number_when_others_come(desk: Desk) -> None:
    desk.play(["ls", "guess p03 four", "guess p01 nine minutes"])
    assert desk.say("open 1").startswith("Log\n")
    assert desk.say("open 2").startswith("Letter\n")


@pytest.mark.parametrize("line", ["guess p01 nine minutes", "guess P01 NINE  MINUTES", "guess static: nine minutes"])
def test_a_lock_is_named_by_id_or_by_part_of_its_title_before_a_colon(desk: Desk, line: str) -> None:
    said = desk.say(line)
    assert "Filed: nine minutes." in said
    assert "Into the file:\n  3  P01 paper" in said
    assert "To be opened:\n  p04" in said


def test_a_message_is_told_once_after_what_brought_it(desk: Desk) -> None:
    said = desk.play(["guess p01 nine minutes", "status"])
    assert said.count("Message from H.") == 1


def test_with_several_locks_an_answer_without_one_is_not_tried(desk: Desk) -> None:
    assert "Say which lock." in desk.say("guess nine minutes")
    assert desk.session.status().tries == 0


def test_fields_are_parted_by_commas_and_their_number_is_checked_before_anything_is_tried(desk: Desk) -> None:
    assert "asks for 2 things" in desk.say("guess p02 Alder Street")
    assert desk.session.status().tries == 0
    assert "Filed." in desk.say("guess p02 Alder Street, 2149")


def test_a_wrong_answer_says_how_many_tries_were_made(desk: Desk) -> None:
    assert "That does not open it. One wrong answer so far." in desk.say("guess p01 static")
    assert "1 wrong answer" in desk.say("ls locks")


def test_a_board_shows_its_sentence_its_index_and_keeps_what_was_filled(desk: Desk) -> None:
    desk.play([*FIRST_ACT, "board m1 who=ash"])
    said = desk.say("board")
    assert "[who: Mr Ash] let it happen for [whom: ____]." in said
    assert "1 of 2 filled." in said
    assert "people: 1 Mr Ash; 2 Ms Birch; 3 Nobody" in said


def test_a_board_is_filled_by_number_or_part_of_a_label_and_signed(desk: Desk) -> None:
    desk.play([*FIRST_ACT, "board who=1 whom=ms b"])
    assert "Filed." in desk.say("sign")


def test_a_board_with_an_empty_slot_is_not_handed_in(desk: Desk) -> None:
    desk.play([*FIRST_ACT, "board who=1"])
    assert "Nothing stands yet in: whom." in desk.say("sign")
    assert desk.session.lock("m1").tries == 0


def test_a_card_that_no_read_paper_names_cannot_be_put_in(desk: Desk) -> None:
    desk.play(["guess p01 nine minutes", "guess p03 four"])
    assert "There is no card 'ash' here." in desk.say("board who=ash")


def test_a_hint_starts_at_the_first_step_not_done_and_says_when_the_answer_is_next(desk: Desk) -> None:
    desk.play(["open log"])
    assert "1 of 4  Count." in desk.say("hint p01")
    desk.play(["hint p01"])
    assert "The next one is the answer." in desk.say("hint p01")
    assert "1 of 4  Count." in desk.say("hints p01")


def test_hints_shows_what_was_asked_and_opens_nothing(desk: Desk) -> None:
    desk.say("hints p01")
    assert desk.session.status().rungs == 0


def test_a_paper_is_drawn_from_the_archive_by_its_reference(desk: Desk) -> None:
    assert "RA/12 has come up." in desk.say("request ra/12")
    assert "nothing under that reference" in desk.say("request ra/99")


def test_a_mark_carries_a_reason_and_can_be_undone(desk: Desk) -> None:
    assert "you still suspect 2 of 3" in desk.say("mark A out because he was in the canteen")
    assert "✗ out" in desk.say("mark")
    assert "undone" in desk.say("undo")
    assert "you still suspect 3 of 3" in desk.say("mark")


def test_what_cannot_be_taken_back_is_asked_twice(desk: Desk) -> None:
    desk.play([*FIRST_ACT, "board who=ash whom=birch", "sign"])
    assert "cannot be taken back" in desk.say("decide d1 hide")
    assert desk.session.decisions()[0].chosen == ""
    assert "Ledger" in desk.say("decide d1 hide yes")


def test_a_tool_takes_any_text_or_a_block_of_a_paper(desk: Desk) -> None:
    desk.play(["open letter"])
    assert desk.say("tool morse ... --- ...").startswith("SOS\n")
    assert ".- -. -." in desk.say("tool morse < 2:1")
    assert "blocks 1 to" in desk.say("tool morse < 2:9")


def test_a_tool_with_a_key_takes_it_by_its_name_and_shows_how(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.play(["open letter"])
    monkeypatch.setattr(desk.session, "tools", lambda: frozenset({"vigenere", "counter"}))
    monkeypatch.setattr(desk.session, "use", lambda _tool: None)
    assert desk.say("tool vigenere LXFOP VEFRN HR key=lemon").startswith("ATTACKATDAWN\n")
    assert "`tool vigenere LXFOP VEFRN HR key=LEMON`" in " ".join(desk.say("tool vigenere").split())
    assert "Give the table a keyword" in desk.say("tool vigenere LXFOP")
    assert "sentence 1" in desk.say("tool counter < 2:1 count=1")


def test_search_says_where_and_the_number_opens_it(desk: Desk) -> None:
    desk.play(["open letter"])
    assert "2:2  Letter" in desk.say("search bridge")


def test_the_language_is_changed_and_an_unknown_one_refused(desk: Desk) -> None:
    desk.play(["lang de"])
    assert "Geht an" in desk.say("open log")
    assert "It has: en, de." in desk.say("lang xx")


def test_a_slip_of_the_finger_is_told_what_was_meant(desk: Desk) -> None:
    assert "Did you mean `guess`?" in desk.say("gues p01 nine minutes")


@pytest.mark.parametrize("name", plain.COMMANDS)
def test_every_command_has_its_help_and_bears_being_said_alone(desk: Desk, name: str) -> None:
    assert desk.say(f"help {name}").startswith(name)
    assert desk.say(name).strip()


@pytest.mark.parametrize("name", plain.COMMANDS)
@pytest.mark.parametrize("rest", ["?", "  ", "=", "a b c", "< 9:9", "\N{SNOWMAN} [/] {x}", "1 2 3", "'"])
def test_no_command_falls_over_what_is_said_to_it(desk: Desk, name: str, rest: str) -> None:
    desk.play([f"{name} {rest}"])


def test_in_json_each_command_brings_one_object_and_a_refusal_its_code() -> None:
    begin, solved, refused, drawn = Desk(as_json=True).objects(
        "guess p01 nine minutes", "guess nothing", '["guess", "p02", "Alder Street", "2149"]'
    )
    assert begin["status"]["title"] == "FIXTURE"
    assert (solved["outcome"]["kind"], solved["ok"]) == ("solved", True)
    assert [message["id"] for message in solved["news"]] == ["harry"]
    assert (refused["ok"], refused["error"]["code"]) == (False, "plain-which")
    assert drawn["outcome"]["kind"] == "solved"


def test_in_json_a_line_that_is_no_list_of_strings_is_refused() -> None:
    _, refused = Desk(as_json=True).objects('["guess", 3]')
    assert refused["error"]["code"] == "plain-json"


def test_json_is_ascii_whatever_was_typed() -> None:
    desk = Desk(as_json=True)
    assert desk.play(["note \x9b31m \N{SNOWMAN}", "note"]).isascii()


def test_what_another_front_end_kept_is_left_alone(desk: Desk) -> None:
    desk.session.keep_view({"desk": {"scroll": 7}})
    desk.play(["open log"])
    assert desk.session.view()["desk"] == {"scroll": 7}


def test_a_spoilt_view_record_costs_nothing_but_itself(desk: Desk) -> None:
    desk.session.keep_view({"plain": {"folios": 3, "boards": [1], "paper": None}})
    assert desk.say("ls")
