"""What a hosted play shows beside what every play shows: its clock, requests, errata, the proposal."""

import math
import re
from typing import TYPE_CHECKING

from casefile.session import words
from casefile.session.hosted import Announced, Proposed, Replied
from casefile.session.hosted_views import ClockView, ProposalView, ReplyView, RequestView
from casefile.session.hosting import Request
from casefile.session.state import State
from casefile.session.views import Block, MessageView, Run, Shape

if TYPE_CHECKING:
    from casefile.session.queries import Queries

ALONE = 30.0
"""Seconds after which whoever proposed may sign alone."""


def clock(play: "Queries") -> ClockView | None:
    """The clock, once it has begun to run."""
    hosting = play.state.hosting
    if hosting.timed is None:
        return None
    spent, limit, held = play.state.elapsed(play.now), hosting.limit, hosting.held
    return ClockView(
        limit=limit,
        spent=spent,
        left=None if limit is None else max(0.0, limit - spent),
        is_held=held is not None,
        why=held.why if held else "",
        by=held.by if held else "",
        is_over=bool(play.state.ended),
    )


def message(name: str, line: Announced | Replied) -> MessageView:
    """A host's line as it stands among the messages."""
    sender = line.sender if isinstance(line, Announced) else ""
    return MessageView(name, sender or line.by, line.text, line.at)


def requests(play: "Queries") -> tuple[RequestView, ...]:
    """Everything that was asked, oldest first."""
    return tuple(_request(play, number, request) for number, request in play.state.hosting.requests.items())


def _request(play: "Queries", number: int, request: Request) -> RequestView:
    asked = request.asked
    shown = play.held.locks.get(asked.lock)
    return RequestView(
        id=number,
        text=asked.text,
        lock=asked.lock,
        title=play.say(shown[0].title) if shown else "",
        by=asked.by,
        at=asked.at,
        claimed=request.claimed.by if request.claimed else "",
        replies=tuple(ReplyView(reply.text, reply.by, reply.at) for reply in request.replies),
        is_refunded=request.is_refunded,
        is_closed=request.is_closed,
    )


def proposal(play: "Queries") -> ProposalView | None:
    """What lies before the team."""
    put = play.state.hosting.proposal
    if put is None:
        return None
    title, fields = proposed(play, put)
    is_mine = put.by == play.player
    return ProposalView(
        id=put.seq,
        what=put.what,
        name=put.name,
        title=title,
        words=fields,
        by=put.by,
        at=put.at,
        is_mine=is_mine,
        wait=alone_in(put, play.now) if is_mine else 0,
    )


def alone_in(put: Proposed, now: float) -> int:
    """Whole seconds until whoever proposed may sign alone."""
    return max(0, min(math.ceil(ALONE), math.ceil(ALONE - (now - put.at))))


def proposed(play: "Queries", put: Proposed) -> tuple[str, tuple[str, ...]]:
    """A proposal's title and what it would file, as people read them."""
    if put.what == "decision":
        shown = play.held.decisions.get(put.name)
        options = {option.id: play.say(option.label) for option in shown[0].options} if shown else {}
        fields = tuple(options.get(option, option) for option in put.fields)
        return play.say(shown[0].title) if shown else put.name, fields
    lock = play.held.locks.get(put.name)
    return (play.say(lock[0].title), play.labels(lock[0], tuple(put.fields))) if lock else (put.name, tuple(put.fields))


def errata(state: State, paper: str) -> tuple[Block, ...]:
    """A paper's corrections as they stand at its head. A host's words are text, never markup."""
    paragraphs = (
        words.say("erratum", text=text) if first == 0 else text
        for event in state.hosting.errata.get(paper, ())
        for first, text in enumerate(re.split(r"\n\s*\n", event.text.strip()))
    )
    return tuple(Block(Shape.ASIDE, runs=(Run(" ".join(text.split())),)) for text in paragraphs)
