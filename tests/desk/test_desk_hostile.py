"""Whatever a pack or a player writes is text on the desk, and nothing else."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from textual.events import Paste
from textual.screen import Screen

from casefile import Session
from casefile.desk.app import CaseApp
from casefile.desk.ascii import Ascii
from casefile.desk.desk import DeskScreen
from casefile.desk.preferences import Preferences
from casefile.store.memory import MemoryStore
from tests.desk.conftest import STILL, Sit, one_act, settle

HOSTILE = (
    "[@click=app.quit]read me[/]",
    "[/] [/b] [@click]x[/] [link=file:///etc/passwd]x[/]",
    r"\[b] [bold red",
    "\x1b]0;owned\x07\x1b[2J\x1bP\x9b31m\r\x08\x7f",
    "\u202etxt\u202c \u2066x\u2069 \u200fz",
    "e" + "\u0301" * 40 + " 漢字 👩‍👩‍👧 \U000e0041",
)
KEYS = ("h", "d", "i", "r", "ctrl+p", "question_mark")
"""Every sheet of the desk; the other screens have tests of their own."""


def drawn(screen: Screen[Any]) -> str:
    return "\n".join(strip.text for strip in screen._compositor.render_strips())


def inert(text: str) -> bool:
    """Nothing that a terminal would obey."""
    return not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]", text)


@pytest.mark.parametrize(
    "words", [" ".join(HOSTILE), pytest.param("[/]", marks=pytest.mark.slow)], ids=["all", "closing tag"]
)
async def test_hostile_words_in_every_text_of_a_pack_are_inert_on_every_sheet_of_the_desk(words: str) -> None:
    table, figure = f"| {words} | b |\n|-|-|\n| x | {words} |", f"```figure {words}\n{words}\n```"
    text = f"# {words}\n\n{words}\n\n> {words}\n\n{table}\n\n{figure}"
    play = Session.begin(one_act({"paper": text}, words), MemoryStore(), name=words, player=words)
    screen = DeskScreen(play, STILL)
    app = CaseApp(lambda: screen, STILL)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        assert inert(drawn(app.screen))
        await pilot.press("enter")
        await settle(pilot)
        assert inert(drawn(screen))
        for key in KEYS:
            screen.blotter.paper.focus()
            await pilot.press(key)
            await settle(pilot)
            assert app.screen is not screen, key
            assert inert(drawn(app.screen)), key
            while app.screen is not screen:
                await pilot.press("escape")
                await settle(pilot)
        await screen.action_take("m")
        await settle(pilot)
        assert inert(drawn(app.screen))
        await pilot.press("enter", "s")
        await settle(pilot)
        assert inert(drawn(app.screen))
        assert app.is_running


@pytest.mark.parametrize(
    "words", [" ".join(HOSTILE), *(pytest.param(one, marks=pytest.mark.slow) for one in HOSTILE), "x" * 10_000]
)
async def test_hostile_answers_are_inert_and_tried_or_refused_in_one_sentence(
    sit: Sit, session: Session, words: str
) -> None:
    async with sit() as (pilot, desk):
        await pilot.press("a")
        desk.bar.boxes[0].post_message(Paste(words))
        await pilot.pause()
        await pilot.press("enter")
        await settle(pilot)
        assert inert(drawn(desk))
        assert str(desk.bar.query_one("#lock-words").render()).strip()
        assert not session.lock("p01").solved


@pytest.mark.parametrize("words", [HOSTILE[0], *(pytest.param(one, marks=pytest.mark.slow) for one in HOSTILE[1:3])])
async def test_markup_in_a_title_stands_in_the_file_as_it_was_written(words: str) -> None:
    play = Session.begin(one_act({"paper": "x"}, words), MemoryStore(), name="n", player="p")
    screen = DeskScreen(play, STILL)
    app = CaseApp(lambda: screen, STILL)
    async with app.run_test(size=(200, 50)) as pilot:
        await settle(pilot)
        assert words[:24] in "\n".join("".join(span.text for span in row.spans) for row in screen.file.rows)
        assert words[:16] in drawn(screen)


async def test_with_ascii_signs_not_one_other_character_reaches_the_terminal(session: Session) -> None:
    likes = Preferences(ascii=True, reduced_motion=True)
    screen = DeskScreen(session, likes)
    app = CaseApp(lambda: screen, likes)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        for key in ("o", "h"):
            await pilot.press(key)
            await settle(pilot)
        picture = app.export_screenshot(title="")
        texts = unescape("".join(re.findall(r"<text[^>]*>([^<]*)</text>", picture))).replace("\xa0", " ")
        assert texts.isascii()
        assert "HELP WITH" in texts


@pytest.mark.parametrize(
    "change", [lambda likes: likes.having("theme", "night"), lambda likes: likes.having("colour", "none")]
)
async def test_another_look_is_taken_at_once_and_kept(
    session: Session, change: Callable[[Preferences], Preferences]
) -> None:
    kept: list[Preferences] = []
    screen = DeskScreen(session, STILL)
    app = CaseApp(lambda: screen, STILL, keep=kept.append)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        before = app.export_screenshot(title="")
        app.take_preferences(change(STILL))
        await settle(pilot)
        assert app.export_screenshot(title="") != before
        assert kept == [change(STILL)]


@pytest.mark.parametrize(("forced", "plain"), [("C", True), ("en_GB.ISO-8859-1", True), ("en_GB.UTF-8", False)])
def test_a_locale_without_utf8_gets_ascii_signs(monkeypatch: pytest.MonkeyPatch, forced: str, *, plain: bool) -> None:
    monkeypatch.setenv("LC_ALL", forced)
    app = CaseApp(Screen, STILL)
    assert any(isinstance(one, Ascii) for one in app.get_line_filters()) is plain
