"""The way that a play took: its locks and decisions in order, what each cost, and what was left."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from casefile.session.events import Decided, Solved
from casefile.session.hosted import Freed
from casefile.session.views import StretchView, SummaryView

if TYPE_CHECKING:
    from casefile.session.queries import Queries


def summary(play: "Queries") -> SummaryView:
    """What the play has come to by now."""
    locks = [lock for lock in play.locks() if lock.form != "request"]
    papers = [row for folder in play.folders() for row in folder.papers]
    return SummaryView(
        route=tuple(_route(play)),
        shut=tuple(lock.title for lock in locks if not lock.solved),
        unread=tuple(row.title for row in papers if not row.is_read),
    )


def _route(play: "Queries") -> Iterator[StretchView]:
    state, before = play.state, 0.0
    locks = {lock.name: lock for lock in play.locks() if lock.form != "request"}
    decisions = {decision.id: decision for decision in play.decisions()}
    for event in state.history:
        if event.seq in state.dropped or event.seq not in state.spent:
            continue
        spent = max(0.0, state.spent[event.seq] - before)  # a host may have put the clock back
        if isinstance(event, Solved | Freed) and (lock := locks.pop(event.lock, None)):
            yield StretchView(lock.title, seconds=spent, rungs=lock.rungs, tries=lock.tries, freed=lock.freed)
        elif isinstance(event, Decided) and (decision := decisions.get(event.decision)):
            labels = {option.id: option.label for option in decision.options}
            yield StretchView(decision.title, labels.get(event.option, ""), spent)
        else:
            continue
        before = state.spent[event.seq]
