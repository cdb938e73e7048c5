"""What has changed is painted as Textual paints it, with less work."""

import random

import pyte
import pytest
from rich.console import Console
from textual._compositor import Compositor
from textual.geometry import Region
from textual.widget import Widget

from casefile.desk.paper.view import PaperView
from casefile.host.apps import lean_frames
from tests.desk.conftest import Sit, session, settle, sit

__all__ = ["session", "sit"]

WIDTH, HEIGHT = 120, 36
KEYS = ("escape", "o", "o", "a", "x", "escape", "tab", "[", "h", "escape", "n", "escape", "question_mark")


@pytest.fixture(autouse=True)
def as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put Textual's own painting back afterwards."""
    for name in ("render_partial_update", "_render_chops"):
        monkeypatch.setattr(Compositor, name, vars(Compositor)[name])
    monkeypatch.setattr(Widget, "_size_updated", vars(Widget)["_size_updated"])


def lines(chops: object) -> list[list[tuple[str, str]]]:
    """Of every line its cells, each with its style."""
    assert isinstance(chops, list)
    return [
        [(cell, str(segment.style)) for strip in line.values() for segment in strip for cell in segment.text]
        for line in chops
    ]


def watched(monkeypatch: pytest.MonkeyPatch, *kinds: type[Widget]) -> list[tuple[Widget, Region]]:
    """Whatever is asked for lines from now on, and for which."""
    asked: list[tuple[Widget, Region]] = []

    def watch(kind: type[Widget]) -> None:
        plainly = kind.render_lines

        def asks(self: Widget, crop: Region) -> object:
            asked.append((self, crop))
            return plainly(self, crop)

        monkeypatch.setattr(kind, "render_lines", asks)

    for kind in kinds:
        watch(kind)
    return asked


async def test_a_whole_frame_is_the_same(sit: Sit) -> None:
    async with sit(size=(WIDTH, HEIGHT)) as (pilot, _):
        for key in KEYS:
            await pilot.press(key)
            await settle(pilot)
            compositor = pilot.app.screen._compositor
            crop = compositor.size.region
            theirs = compositor._render_chops(crop, lambda _: True)
            ours = lean_frames._all(compositor, crop, lambda _: True)
            assert lines(ours) == lines(theirs), key


@pytest.mark.parametrize("seed", range(4))
async def test_a_change_leaves_the_same_screen(sit: Sit, seed: int) -> None:
    dice = random.Random(seed)
    console = Console(width=WIDTH, height=HEIGHT, color_system="truecolor", force_terminal=True, _environ={})
    async with sit(size=(WIDTH, HEIGHT)) as (pilot, _):
        for key in KEYS:
            await pilot.press(key)
            await settle(pilot)
            compositor = pilot.app.screen._compositor
            regions = {
                Region(x := dice.randrange(WIDTH), y := dice.randrange(HEIGHT), dice.randint(1, WIDTH - x),
                       dice.randint(1, HEIGHT - y))
                for _ in range(dice.randint(1, 4))
            }  # fmt: skip
            seen = []
            for paint in (Compositor.render_partial_update, lean_frames._change):
                compositor._dirty_regions = set(regions)
                update = paint(compositor)
                assert update is not None
                screen = pyte.Screen(WIDTH, HEIGHT)
                pyte.Stream(screen).feed(update.render_segments(console).replace("\n", ""))
                seen.append([[screen.buffer[y][x] for x in range(WIDTH)] for y in range(HEIGHT)])
            assert seen[0] == seen[1], key


async def test_only_what_has_changed_is_asked_for(sit: Sit, monkeypatch: pytest.MonkeyPatch) -> None:
    async with sit(size=(WIDTH, HEIGHT)) as (pilot, desk):
        await pilot.press("escape")
        await settle(pilot)
        asked = watched(monkeypatch, Widget, PaperView)
        compositor = desk._compositor
        paper = desk.blotter.paper.region
        compositor._dirty_regions = {Region(paper.x + 2, paper.y + 3, 5, 1)}
        assert lean_frames._change(compositor) is not None
        assert [(widget.id, crop.height) for widget, crop in asked] == [("paper", 1)]
        assert lean_frames._change(compositor) is None  # nothing has changed since


async def test_a_paper_that_is_given_the_desk_or_loses_it_is_painted_once(
    sit: Sit, monkeypatch: pytest.MonkeyPatch
) -> None:
    lean_frames.spare()
    async with sit(size=(WIDTH, HEIGHT)) as (pilot, desk):
        await pilot.press("escape", "o")
        await settle(pilot)
        for _ in range(2):
            width = desk.blotter.paper.size.width
            with monkeypatch.context() as patch:
                asked = watched(patch, PaperView)
                await pilot.press("z")
                await settle(pilot)
            whole = [crop.width for _, crop in asked if crop.height > HEIGHT // 2]
            assert desk.blotter.paper.size.width != width
            assert whole == [desk.blotter.paper.size.width]
