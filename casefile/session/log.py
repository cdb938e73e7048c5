"""The log in words, the places to go back to, and what happened last."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from casefile.session import hosted_log, words
from casefile.session.events import (
    Adopted,
    Began,
    Decided,
    Event,
    Hinted,
    Marked,
    Near,
    Noted,
    Nudged,
    Paused,
    Read,
    Renamed,
    Resumed,
    Solved,
    Spoke,
    Undone,
    Used,
    Wrong,
)
from casefile.session.hosted import Corrected, Freed, Joined, Seized, Yielded
from casefile.session.state import State
from casefile.session.views import LogRow, Snapshot
from casefile.vault.manifest import Text

if TYPE_CHECKING:
    from casefile.session.queries import Queries

_MAX_NOTE = 60


def rows(play: "Queries", *, is_host: bool = False) -> tuple[LogRow, ...]:
    """Every event in words. A player is told nothing of what was done to a paper that the team has not got."""
    return tuple(
        LogRow(event.seq, event.at, event.by, event.kind, _by_hand(_words(play, event), event, seized))
        for event, seized in _seizures(play.state.history)
        if is_host or not isinstance(event, Corrected) or event.paper in play.held.papers
    )


def _seizures(history: list[Event]) -> Iterator[tuple[Event, Seized | None]]:
    """Each event, and which taking over of a terminal it fell into."""
    seized = None
    for event in history:
        yield event, seized
        if isinstance(event, Seized):
            seized = event
        elif isinstance(event, Yielded):
            seized = None


def _by_hand(said: str, event: Event, seized: Seized | None) -> str:
    """What was done at a terminal whose keys a game master had was done by him, whoever sat there."""
    if seized is None or isinstance(event, Resumed | Joined | Paused):
        return said
    is_by_hand = event.by != seized.by and seized.player in ("", event.by)
    return words.say("log-at-keys", words=said, by=seized.by) if is_by_hand else said


def snapshots(play: "Queries") -> tuple[Snapshot, ...]:
    """The beginning, every opened lock, every decision."""
    return tuple(
        Snapshot(event.seq, event.at, _words(play, event))
        for event in play.state.history
        if isinstance(event, Began | Solved | Decided | Freed) and event.seq not in play.state.dropped
    )


def ending(state: State, say: Callable[[Text], str]) -> str:
    """Title of the ending that was reached."""
    return next((say(row.title) for row, _ in state.held.endings if row.id == state.ended), "")


def previously(play: "Queries") -> tuple[str, ...]:
    """When they last sat here, what they did then, and what is still to do."""
    sitting = _last_sitting(play)
    if not sitting:
        return ()
    day = words.day(sitting[-1].at, play.state.history[-1].at)
    told = [words.say("previously-sat", day=day, span=words.span(play.state.seconds))]
    told += _done(play, sitting)
    if play.state.ended:
        return (*told, words.say("previously-ended", ending=ending(play.state, play.say)))
    shut = [lock.title for lock in play.locks() if not (lock.solved or lock.form == "request")]
    unread = [row.title for folder in play.folders() for row in folder.papers if not row.is_read]
    told += [words.say("previously-open", locks=words.some(shut))] if shut else []
    told += [words.say("previously-unread", papers=words.some(unread))] if unread else []
    return tuple(told)


def _last_sitting(play: "Queries") -> list[Event]:
    """What happened from the last but one time of sitting down to the last; in a team, of this player's."""
    history, team = play.state.history, play.state.hosting.players
    downs = [
        place
        for place, event in enumerate(history)
        if isinstance(event, Began | Resumed | Joined) and (not team or event.by == play.player)
    ]
    return history[downs[-2] : downs[-1]] if len(downs) > 1 else []


def _done(play: "Queries", sitting: list[Event]) -> list[str]:
    solved = [event for event in sitting if isinstance(event, Solved) and event.seq not in play.state.dropped]
    opened = [play.lock_title(event.lock) for event in solved if event.lock in play.state.solved]
    drawn = [_drawn(play, event) for event in solved if event.lock in play.state.drawn]
    told = [words.say("previously-opened", locks=words.some(opened))] if opened else []
    told += [words.say("previously-drawn", fields=words.some(drawn))] if drawn else []
    told += [
        words.say("previously-decided", **_decided(play, event)) for event in sitting if isinstance(event, Decided)
    ]
    last = next((event for event in reversed(sitting) if isinstance(event, Wrong | Solved | Read)), None)
    if isinstance(last, Wrong):
        told.append(words.say("previously-tried", **_answered(play, last)))
    elif isinstance(last, Read):
        told.append(words.say("previously-read", paper=play.paper_title(last.paper)))
    return told


def _words(play: "Queries", event: Event) -> str:
    if isinstance(event, Solved) and event.lock in play.state.drawn:
        return words.say("log-solved-request", fields=_drawn(play, event))
    if isinstance(event, Marked):
        return words.say(f"log-{_change(play, event)}", **_marked(play, event))
    values = _VALUES.get(type(event))
    said = words.say(
        f"log-{hosted_log.key(event)}", **(values(play, event) if values else hosted_log.values(play, event))
    )
    signed = getattr(event, "with_", "")
    return words.say("log-with", words=said, with_=signed) if signed else said


def _fields(play: "Queries", event: Solved | Near | Wrong) -> str:
    shown = play.held.locks.get(event.lock)
    fields = tuple(event.fields)
    return " · ".join(play.labels(shown[0], fields) if shown else fields)


def _answered(play: "Queries", event: Solved | Near | Wrong) -> dict[str, str]:
    return {"lock": play.lock_title(event.lock), "fields": _fields(play, event)}


def _hinted(play: "Queries", event: Hinted) -> dict[str, object]:
    hint = play.held.hints.get(event.lock, {}).get(event.step)
    return {
        "lock": play.lock_title(event.lock),
        "step": play.say(hint.title) if hint else event.step,
        "rung": event.rung,
    }


def choice_label(play: "Queries", question: str, choice: str) -> str:
    """A choice of a question as people read it."""
    shown = play.held.questions.get(question)
    return next((play.say(row.label) for row in shown.choices if row.id == choice), choice) if shown else choice


def _choice(play: "Queries", event: Marked) -> str:
    return choice_label(play, event.question, event.choice)


def _marked(play: "Queries", event: Marked) -> dict[str, str]:
    mark = words.WORDS.get(f"a-mark-{event.mark}", event.mark)
    return {"choice": _choice(play, event), "mark": mark, "why": _short(event.reason)}


def _change(play: "Queries", event: Marked) -> str:
    """What a mark changed: the mark itself, or only the reason for one that stands."""
    if not event.mark:
        return "unmarked"
    before = _before(play.state.history, event)
    if before is None or before.mark != event.mark:
        return "marked-why" if event.reason else "marked"
    if event.reason:
        return "reason"
    return "reason-gone" if before.reason else "marked"


def _before(history: list[Event], event: Marked) -> Marked | None:
    """The mark that stood when this one was made."""
    earlier = [old for old in history if old.seq < event.seq]
    undone = {old.undoes for old in earlier if isinstance(old, Undone)}
    return next(
        (
            old
            for old in reversed(earlier)
            if isinstance(old, Marked)
            and old.seq not in undone
            and (old.question, old.choice) == (event.question, event.choice)
        ),
        None,
    )


def _drawn(play: "Queries", event: Solved) -> str:
    fields = tuple(event.fields)
    drawn = (draw for draw in play.state.drawn[event.lock] if draw.ref.node.hex() == event.node)
    return " · ".join(next((play.drawn(draw.ref.node, fields) for draw in drawn), fields))


def _decided(play: "Queries", event: Decided) -> dict[str, str]:
    shown = play.held.decisions.get(event.decision)
    if shown is None:
        return {"decision": event.decision, "option": event.option}
    label = next((play.say(option.label) for option in shown[0].options if option.id == event.option), event.option)
    return {"decision": play.say(shown[0].title), "option": label}


def _sender(play: "Queries", event: Nudged) -> dict[str, str]:
    message = play.held.messages.get(event.message)
    return {"sender": play.say(message.sender) if message else event.message}


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _MAX_NOTE else f"{flat[: _MAX_NOTE - 1]}…"


_VALUES: dict[type, Callable[["Queries", Any], dict[str, Any]]] = {
    Adopted: lambda _, event: {"rev": event.rev},
    Renamed: lambda _, event: {"name": event.facts.get("name", "")},
    Read: lambda play, event: {"paper": play.paper_title(event.paper)},
    Used: lambda _, event: {"tool": event.tool},
    Solved: _answered,
    Near: _answered,
    Wrong: _answered,
    Hinted: _hinted,
    Noted: lambda _, event: {"text": _short(event.text)},
    Undone: lambda _, _event: {},
    Decided: _decided,
    Spoke: lambda _, event: {"language": event.language},
    Nudged: _sender,
}
