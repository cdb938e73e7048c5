"""A team's play is watched again: every moment as it was, back and forth, and nothing can be done in it."""

import asyncio
import shutil
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from casefile.cli import main
from casefile.desk.preferences import Preferences
from casefile.errors import Refusal
from casefile.host.deal.folder import DealFolder
from casefile.host.replay.screen import ReplayApp, ReplayScreen, Track
from casefile.host.replay.tape import Replay
from casefile.host.report.reading import reading
from casefile.session.events import Hinted, Read, Solved
from tests.desk.conftest import settle
from tests.host.evenings import sitting
from tests.workshop.dealt_folders import alone, dealt_folder

STILL = Preferences(reduced_motion=True)


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> DealFolder:
    with pytest.MonkeyPatch.context() as patch:
        alone(patch)
        folder = dealt_folder(tmp_path_factory.mktemp("dealt"), teams=2)
    with sitting(folder) as evening:
        evening.solve("t0", "a", minutes=3)
        evening.read_all()
        evening.go(2)
        evening.ben.answer("b", ["no such thing"])
        evening.ben.note("Ann thinks it is the gate")
        evening.ann.hint("b", evening.ann.steps("b")[0].step)
        evening.grace.announce("Ten minutes more")
        evening.solve("b", "c", "m")
    return folder


@pytest.fixture
def replay(played: DealFolder) -> Iterator[Replay]:
    with reading(played, played.teams[0]) as found:
        yield Replay(found)


def _place(replay: Replay, kind: type) -> int:
    """How many events there are up to the first of a kind."""
    return next(place for place, event in enumerate(replay.events, start=1) if isinstance(event, kind))


def _shown(replay: Replay) -> tuple[object, ...]:
    session = replay.session
    return session.folders(), session.locks(), session.status(), session.notes(), session.messages()


def test_every_moment_is_the_same_whichever_way_one_came_to_it(replay: Replay, played: DealFolder) -> None:
    forth = []
    for place in range(len(replay.events) + 1):
        replay.wind(place)
        forth.append(_shown(replay))
    for place in reversed(range(len(replay.events) + 1)):
        replay.wind(place)
        assert _shown(replay) == forth[place], place
    replay.wind(10_000)
    assert _shown(replay) == forth[-1]


def test_nothing_of_later_is_there(replay: Replay) -> None:
    replay.wind(_place(replay, Solved) - 1)
    assert [lock.name for lock in replay.session.locks() if lock.solved] == []
    replay.wind(_place(replay, Solved))
    assert [lock.name for lock in replay.session.locks() if lock.solved] == ["t0"]
    assert replay.session.status().seconds == 180


@pytest.mark.parametrize("act", ["answer", "note", "hint", "mark", "undo", "speak"])
def test_whatever_is_done_is_refused_in_one_sentence(replay: Replay, act: str, played: DealFolder) -> None:
    replay.wind(_place(replay, Hinted))
    session, right = replay.session, played.sheet(played.teams[0]).locks["b"].answers[0]
    question = next(one for one in session.questions() if one.choices)
    acts: dict[str, Callable[[], object]] = {
        "answer": lambda: session.answer("b", right),
        "note": lambda: session.note("me too"),
        "hint": lambda: session.hint("b", session.steps("b")[0].step),
        "mark": lambda: session.mark(question.id, question.choices[0].id, "out"),
        "undo": session.undo,
        "speak": lambda: session.speak("de"),
    }
    before = _shown(replay)
    with pytest.raises(Refusal) as caught:
        acts[act]()
    assert caught.value.code in {"replay-shut", "undo-nothing"}
    assert _shown(replay) == before


def test_looking_at_papers_and_leaving_write_nothing(replay: Replay, played: DealFolder) -> None:
    before = {path: path.read_bytes() for path in played.saves.iterdir()}
    replay.wind(_place(replay, Read))
    for folder in replay.session.folders():
        for paper in folder.papers:
            replay.session.read(paper.id)
    replay.session.tick(90)
    replay.session.leave()
    assert {path: path.read_bytes() for path in played.saves.iterdir()} == before


@asynccontextmanager
async def watching(replay: Replay, place: int = 0) -> AsyncIterator[tuple[Pilot[None], ReplayScreen]]:
    app = ReplayApp(replay, STILL, speed=1, place=place)
    async with app.run_test(size=(120, 36)) as pilot:
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, ReplayScreen)
        if screen.runs:
            await pilot.press("space")
        yield pilot, screen


async def test_the_desk_shows_the_paper_that_was_read_and_forgets_it_when_it_is_wound_back(replay: Replay) -> None:
    first = _place(replay, Read)
    async with watching(replay, first - 1) as (pilot, screen):
        at = replay.place
        while at < first:
            await pilot.press("right")
            at = replay.place
        await settle(pilot)
        event = replay.event
        assert isinstance(event, Read)
        assert screen.blotter.open_id == event.paper
        while replay.place:
            await pilot.press("left")
        await settle(pilot)
        assert screen.blotter.open_id == ""
        await pilot.press("left")
        assert replay.place == 0


async def test_all_of_a_play_can_be_walked_through_and_back(replay: Replay) -> None:
    async with watching(replay) as (pilot, screen):
        for place in (*range(0, len(replay.events) + 1, 7), len(replay.events), *range(len(replay.events), -1, -9), 0):
            screen.wind(place)
            await settle(pilot)
            while pilot.app.screen is not screen:
                pilot.app.pop_screen()
            assert replay.place == place


async def test_it_runs_by_itself_stops_and_goes_faster(replay: Replay) -> None:
    async with watching(replay) as (pilot, screen):
        await pilot.press("plus", "plus", "minus")
        assert screen.speed == 2
        for _ in range(20):
            screen.action_speed(1)
        assert screen.speed == 3600
        screen.speed = 600
        place = replay.place
        await pilot.press("space")
        async with asyncio.timeout(10):
            while replay.place == place:
                await pilot.pause(0.05)
        await pilot.press("space")
        place = replay.place
        await pilot.pause(0.5)
        assert replay.place == place
        assert f"{place}/{len(replay.events)}" in str(screen.query_one(Track).content)


async def test_a_click_on_the_tape_winds_to_there_and_q_goes_out(replay: Replay) -> None:
    async with watching(replay) as (pilot, _):
        await pilot.click(Track, offset=(40, 1))
        await settle(pilot)
        assert 0 < replay.place < len(replay.events)
        await pilot.click(Track, offset=(40, 0))
        await pilot.press("q")
        assert pilot.app.return_code == 0


def test_without_a_terminal_it_is_told_in_lines(played: DealFolder, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["replay", str(played.path), "team 1"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].split()[0] == "0:00:00"
    assert any("Ben" in line and "Tried no such thing" in line and "0:08:00" in line for line in told)
    assert main(["replay", str(played.path), "t01", "--plain", "--from", "8"]) == 0
    assert len(capsys.readouterr().out.splitlines()) < len(told)


def test_a_team_that_is_none_or_has_not_played_is_one_sentence(
    played: DealFolder, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay", str(played.path), "owls"]) == 2
    assert "There is no team" in capsys.readouterr().err
    assert main(["replay", str(played.path), "t02"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_a_damaged_save_is_one_sentence(played: DealFolder, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    copy = Path(shutil.copytree(played.path, tmp_path / "deal"))
    for path in (copy / "saves").glob("t01.save*"):
        path.write_bytes(b"\x00" * 100)
    assert main(["replay", str(copy), "t01"]) == 2
    assert capsys.readouterr().err.count("\n") == 1
