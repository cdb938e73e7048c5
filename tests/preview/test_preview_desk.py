"""The preview on a screen: the desk follows the folder, and what is wrong stands beside it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from casefile.desk.preferences import Preferences
from casefile.session.views import Block, Page, Run, Shape
from casefile.source.problems import Problem, Unsound
from casefile.workshop.check.report import Finding
from casefile.workshop.check.rule import Severity
from casefile.workshop.preview.app import PreviewApp, WaitingScreen
from casefile.workshop.preview.desk import PreviewDesk
from casefile.workshop.preview.going import GoingSheet
from casefile.workshop.preview.line import AuthorLine
from casefile.workshop.preview.panel import ProblemPanel
from casefile.workshop.preview.proof import Wish
from casefile.workshop.preview.renewal import same_place
from tests.desk.conftest import settle, shown
from tests.preview.conftest import preview_of
from tests.spoilt import Folder

PATIENCE = 10.0
NARROW, WIDE = (80, 24), (120, 36)


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait for what the folder's change brings."""
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(0.02)
    await settle(pilot)


@asynccontextmanager
async def desk(
    case: Folder, *found: Finding, at: str = "a", size: tuple[int, int] = WIDE
) -> AsyncIterator[tuple[Pilot[None], PreviewDesk]]:
    preview = preview_of(case, *found)
    app = PreviewApp(preview, case.root, Preferences(reduced_motion=True), first=preview.begin(at))
    async with app.run_test(size=size) as pilot:
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, PreviewDesk)
        yield pilot, screen


def paper(screen: PreviewDesk) -> str:
    page = screen.blotter.paper.page
    return page.text if page else ""


async def test_a_saved_file_is_repainted_and_the_half_typed_answer_stays(case: Folder) -> None:
    async with desk(case) as (pilot, screen):
        await pilot.press("a", *"qui")
        case.edit("docs/a-note.md", "On the back", "On its back")
        await until(pilot, lambda: "On its back" in paper(screen))
        assert "On its back" in shown(screen.blotter.paper)
        assert (screen.bar.answer, screen.bar.has_focus_within) == (("qui",), True)


@pytest.mark.slow
async def test_a_lock_that_asks_for_something_else_gets_other_boxes(case: Folder) -> None:
    async with desk(case) as (pilot, screen):
        case.edit("puzzles/a/puzzle.toml", 'label = "the word"', 'label = "that one word"')
        await until(pilot, lambda: screen.lock_named("a").fields[0].label == "that one word")  # type: ignore[union-attr]
        await pilot.press("a")
        await settle(pilot)
        assert "that one word" in str(screen.query_one("#label-0").render())


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_what_is_wrong_stands_beside_the_paper_until_it_is_mended(case: Folder, size: tuple[int, int]) -> None:
    async with desk(case, size=size) as (pilot, screen):
        case.edit("docs/a-note.md", "The first", "{{ worl }} The first")
        await until(pilot, lambda: screen.preview.is_stale)
        line = case.line("docs/a-note.md", "worl }}")
        words = " ".join(shown(screen.panel).split())
        assert screen.panel.display
        assert "WRONG HERE" in words
        assert f"a-note.md:{line}" in words
        assert 'Did you mean "world"?' in words
        assert "the desk is as it was" in str(screen.query_one(AuthorLine).render())
        assert "The first word" in paper(screen)
        case.edit("docs/a-note.md", "{{ worl }} ", "")
        await until(pilot, lambda: not screen.preview.is_stale)
        assert not screen.panel.display


@pytest.mark.slow
async def test_enter_on_a_problem_goes_to_its_paper(case: Folder) -> None:
    async with desk(case) as (pilot, screen):
        case.edit("docs/memo.md", "would like", "{{ worl }}")
        await until(pilot, lambda: screen.preview.is_stale)
        screen.panel.focus()
        await pilot.press("enter")
        await until(pilot, lambda: screen.blotter.open_id == "memo")


WARNING = Finding(Problem("case.toml", 3, "CF-F09", "has too much to read."), Severity.WARNING)
ERROR = Finding(Problem("docs/a-note.md", 4, "CF-L03", "tells the answer of a."), Severity.ERROR)


async def test_what_the_rules_find_comes_by_itself_where_it_is_an_error(case: Folder) -> None:
    async with desk(case, WARNING, ERROR) as (pilot, screen):
        await pilot.press("f3", "escape")
        case.edit("docs/a-note.md", "On the back", "On its back")
        await until(pilot, lambda: screen.preview.is_looked_through)
        words = " ".join(shown(screen.panel).split())
        assert "WRONG HERE ■ CF-L03 docs/a-note.md:4 tells the answer of a." in words
        assert "WRONG ELSEWHERE ◐ CF-F09" in words


async def test_a_warning_is_counted_and_shown_when_asked_for(case: Folder) -> None:
    async with desk(case, WARNING) as (pilot, screen):
        await until(pilot, lambda: "1 to look at" in str(screen.query_one(AuthorLine).render()))
        assert not screen.panel.display
        await pilot.press("f2")
        await settle(pilot)
        assert "has too much to read." in shown(screen.panel)


async def test_going_somewhere_by_a_few_letters(case: Folder) -> None:
    async with desk(case) as (pilot, screen):
        await pilot.press("f3")
        await settle(pilot)
        assert isinstance(pilot.app.screen, GoingSheet)
        await pilot.press(*"lantern", "enter")
        await until(pilot, lambda: screen.blotter.open_id == "extra-paper")
        await until(pilot, lambda: "By lantern light" in shown(screen.file))


@pytest.mark.slow
async def test_another_seed_by_its_name(case: Folder) -> None:
    async with desk(case) as (pilot, screen):
        await pilot.press("f3", *"seed rain", "enter")
        await until(pilot, lambda: screen.preview.wish.seed == "rain")
        assert "seed rain" in str(screen.query_one(AuthorLine).render())


@pytest.mark.slow
async def test_the_next_seed_cut_and_language_by_a_key_each(case: Folder) -> None:
    async with desk(case) as (pilot, screen):
        await pilot.press("f6")
        await until(pilot, lambda: screen.preview.wish == Wish("1", "full"))
        await pilot.press("f7")
        await until(pilot, lambda: screen.preview.wish == Wish("1", "short"))
        await pilot.press("f8")
        await until(pilot, lambda: screen.session.state.language == "de")
        assert "1 · short · de" in str(screen.query_one(AuthorLine).render())


async def test_mole_and_answer_are_shown_when_asked_for_and_solve_the_lock(case: Folder) -> None:
    async with desk(case) as (pilot, screen):
        assert screen.preview.play
        dealt = screen.preview.play.proof.dealt
        name, answer = dealt.case.cast[dealt.mole]["name"], dealt.solutions["a"].answers[0][0]
        await pilot.press("f4")
        await settle(pilot)
        said = shown(pilot.app.screen.query_one("#sheet-lines"))
        assert name in said
        assert answer in said
        await pilot.press("enter")
        await until(pilot, lambda: "a" in screen.session.state.solved)


@pytest.mark.slow
async def test_a_form_that_lies_on_the_desk_is_laid_there_anew_with_what_was_filled_in(case: Folder) -> None:
    async with desk(case, at="accuse") as (pilot, screen):
        await pilot.press("a")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        filled = list(screen.mark.answers["accuse"])
        case.edit("puzzles/accuse/puzzle.toml", "I name {who}", "I accuse {who}")
        await until(pilot, lambda: screen.lock_named("accuse").prompt.startswith("I accuse"))  # type: ignore[union-attr]
        form = shown(pilot.app.screen.query_one("#form"))
        assert "I accuse" in form
        assert "1 of 2 filled" in form
        assert screen.mark.answers["accuse"] == filled


@pytest.mark.slow
async def test_a_paper_that_is_gone_makes_room_and_is_named(case: Folder) -> None:
    async with desk(case, at="memo") as (pilot, screen):
        for old in ('id = "memo"', 'place = "paper:memo", mark = "d', 'place = "paper:memo", mark = "m'):
            case.edit("docs/memo.md", old, old.replace("memo", "memoir"))
        (case.root / "docs" / "memo.md").rename(case.root / "docs" / "memoir.md")
        await until(pilot, lambda: screen.blotter.open_id not in {"memo", ""})
        assert "Not to be had here now: the paper memo." in str(screen.query_one(AuthorLine).render())


async def test_a_case_that_was_broken_at_the_start_gets_its_desk_when_it_is_mended(case: Folder) -> None:
    case.edit("docs/a-note.md", "The first", "{{ worl }} The first")
    preview = preview_of(case)
    with pytest.raises(Unsound):
        preview.begin()
    app = PreviewApp(preview, case.root, Preferences(reduced_motion=True))
    async with app.run_test(size=WIDE) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, WaitingScreen)
        assert f"a-note.md:{case.line('docs/a-note.md', 'worl }')}" in shown(app.screen.query_one(ProblemPanel))
        case.edit("docs/a-note.md", "{{ worl }} ", "")
        await until(pilot, lambda: any(isinstance(screen, PreviewDesk) for screen in app.screen_stack))


def _page(*texts: str) -> Page:
    blocks = tuple(Block(Shape.PARAGRAPH, (Run(text),)) for text in texts)
    return Page("p", "P", "letter", "", "", "", "act", blocks)


@pytest.mark.parametrize(
    ("now", "place"),
    [
        (("one", "two", "three"), (1, 2)),
        (("new", "one", "two", "three"), (2, 2)),
        (("two", "three"), (0, 2)),
        (("one", "two, changed", "three"), (1, 2)),
        (("one", "three"), (1, 0)),
    ],
)
def test_a_place_stays_with_its_passage(now: tuple[str, ...], place: tuple[int, int]) -> None:
    assert same_place((1, 2), _page("one", "two", "three"), _page(*now)) == place
