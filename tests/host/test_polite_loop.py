"""Whoever is at work goes first; whoever comes in is not kept out."""

import asyncio
from collections.abc import Callable
from contextvars import Context

from casefile.host.apps.polite_loop import NEWCOMER, Newcomer, PoliteLoop


def run(work: Callable[[PoliteLoop, Context, Newcomer], object], seconds: float = 0.15) -> None:
    """Have something scheduled in a loop, with the context of one who comes in, and let the loop run."""

    async def main() -> None:
        loop = asyncio.get_running_loop()
        assert isinstance(loop, PoliteLoop)
        newcomer, context = Newcomer(), Context()
        context.run(NEWCOMER.set, newcomer)
        work(loop, context, newcomer)
        await asyncio.sleep(seconds)

    with asyncio.Runner(loop_factory=PoliteLoop) as runner:
        runner.run(main())


def test_steps_of_a_newcomer_come_last_and_in_their_order() -> None:
    done: list[str] = []

    def chain(loop: PoliteLoop, left: int) -> None:
        done.append("work")
        if left:
            loop.call_soon(chain, loop, left - 1)

    def work(loop: PoliteLoop, context: Context, _newcomer: Newcomer) -> None:
        loop.call_soon(done.append, "first", context=context)
        loop.call_soon(done.append, "second", context=context)
        loop.call_soon(chain, loop, 20)

    run(work)
    assert done == ["work"] * 21 + ["first", "second"]


def test_a_newcomer_comes_in_though_there_is_always_something_to_do() -> None:
    done: list[str] = []

    def busy(loop: PoliteLoop) -> None:
        if "in" not in done:
            loop.call_soon(busy, loop)

    def work(loop: PoliteLoop, context: Context, _newcomer: Newcomer) -> None:
        loop.call_soon(busy, loop)
        loop.call_soon(done.append, "in", context=context)

    run(work)
    assert done == ["in"]


def test_who_is_settled_waits_no_longer_than_others_and_what_is_called_off_is_not_done() -> None:
    done: list[str] = []

    def work(loop: PoliteLoop, context: Context, newcomer: Newcomer) -> None:
        loop.call_soon(done.append, "before", context=context)
        loop.call_soon(done.append, "never", context=context).cancel()
        newcomer.settle()
        loop.call_soon(done.append, "settled", context=context)
        loop.call_soon(done.append, "work")

    run(work)
    assert done == ["settled", "work", "before"]


def test_the_tasks_of_a_newcomer_are_newcomers_too() -> None:
    done: list[str] = []

    async def comes() -> None:
        await asyncio.sleep(0)
        await asyncio.create_task(asyncio.sleep(0))
        done.append("in")

    def chain(loop: PoliteLoop, left: int) -> None:
        if left:
            loop.call_soon(chain, loop, left - 1)
        else:
            done.append("work")

    def work(loop: PoliteLoop, context: Context, _newcomer: Newcomer) -> None:
        context.run(asyncio.ensure_future, comes())
        loop.call_soon(chain, loop, 30)

    run(work)
    assert done == ["work", "in"]
