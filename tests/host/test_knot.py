"""A desk that was closed is gone at once, without a full collection of garbage; and who still holds it holds a husk."""

import asyncio
import gc
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.app import App
from textual.cache import LRUCache
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.widget import Widget
from textual.widgets import Input

from casefile.host.apps import knot
from casefile.host.console.watching import Watch
from casefile.host.hall.hall import Hall
from tests.host.halls import copied
from tests.host.test_many_apps import Far, Seat


@pytest.fixture(autouse=True)
def loose(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LRUCache, "clear", LRUCache.clear)  # put back afterwards
    monkeypatch.setattr(Stylesheet, "_process_component_classes", Stylesheet._process_component_classes)
    monkeypatch.setattr(Widget, "_message_loop_exit", Widget._message_loop_exit)
    knot.loosen()


@pytest.fixture
def uncollected() -> Iterator[None]:
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@pytest.fixture
def hall(tmp_path: Path) -> Hall:
    return Hall(copied(tmp_path))


async def test_what_was_on_a_desk_is_gone_without_a_collection(hall: Hall, uncollected: None) -> None:
    seat = Seat(hall)
    await seat.sits()
    await asyncio.sleep(0.2)
    kept = [weakref.ref(node) for node in seat.app._registry]
    caches = [node._styles_cache for node in seat.app._registry if isinstance(node, Widget)]
    assert len(kept) > 20
    assert sum(len(cache._cache) for cache in caches) > 20, "lines that are drawn"
    await seat.goes()
    seat.app.knot.untie()
    app = seat.app
    del seat
    await asyncio.sleep(0.2)
    there = [node for ref in kept if (node := ref()) is not None]
    assert all(not vars(node) for node in there if node is not app), "a shell may be held by a timer, and is empty"
    assert not any(cache._cache for cache in caches)


async def test_whoever_still_looks_at_a_closed_desk_is_told_nothing_and_falls_over_nothing(hall: Hall) -> None:
    seat, console, far = Seat(hall), Seat(hall), Far()
    await seat.sits()
    await console.sits("Ben")
    watch = Watch(console.driver, far, seat.app, "Ann")
    watch.begin()
    watch.take("Somebody has the keys.")
    await seat.goes()
    seat.app.knot.untie()
    seat.app.tell("Nobody hears it.")
    watch.redraw()
    watch.end()
    assert watch.size == (100, 30)
    await console.goes()


class Fields(App[None]):
    def compose(self) -> Iterator[Input]:
        yield Input("text")


async def test_component_styles_that_are_made_anew_free_those_before(uncollected: None) -> None:
    app = Fields()
    async with app.run_test() as pilot:
        field = app.query_one(Input)
        before: list[weakref.ref[DOMNode]] = [
            weakref.ref(styles.node) for styles in field._component_styles.values() if styles.node is not None
        ]
        assert before
        app.stylesheet.apply(field)
        assert all(ref() is None for ref in before)
        await pilot.press("x")
        assert "x" in field.value
        shadows = [weakref.ref(styles.node) for styles in field._component_styles.values() if styles.node is not None]
        await field.remove()
        assert shadows
        assert all(ref() is None for ref in shadows)


def test_a_cache_that_is_cleared_holds_nothing_and_can_be_filled_again(uncollected: None) -> None:
    class Value:
        pass

    cache: LRUCache[int, Value] = LRUCache(3)
    values = [Value() for _ in range(5)]
    for number, value in enumerate(values):
        cache[number] = value
    kept = [weakref.ref(value) for value in values]
    del values, value
    cache.clear()
    assert [ref() for ref in kept] == [None] * 5
    cache[1] = Value()
    assert len(cache) == 1
    assert cache.get(1) is not None
