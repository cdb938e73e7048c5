"""The line mode's commands at a host's table: asking, and what two must sign."""

import re
from collections.abc import Sequence

from casefile.desk.company import came_and_went, may_sign
from casefile.desk.news import stands
from casefile.desk.plain.board import filled_in
from casefile.desk.plain.clerk import Clerk, Reply, Said, names_of_lock, shut, tell
from casefile.desk.plain.find import find, fitting
from casefile.errors import Refusal
from casefile.session import words
from casefile.session.hosted_views import ProposalView
from casefile.session.views import DecisionView, LockView


def ask(clerk: Clerk, said: Said) -> Reply:
    """Ask the game master."""
    if not said.rest:
        raise Refusal(
            "plain-ask", "Ask what? For instance `ask is the second sheet ours`, or a lock first: `ask p01: …`."
        )
    head, colon, text = said.rest.partition(":")
    named = fitting(head, shut(clerk, "answer", "board", "request"), names_of_lock) if colon else []
    about = named[0].name if len(named) == 1 else ""
    asked = clerk.session.ask(text if about else said.rest, about)
    return Reply(clerk.wrap("The game master has it. `requests` tells what becomes of it."), {"request": asked})


def requests(clerk: Clerk, _said: Said) -> Reply:
    """What was asked, and what became of it."""
    asked = clerk.session.requests()
    lines: list[str] = []
    for request in asked:
        about = f", about {request.title}" if request.title else ""
        lines += clerk.wrap(f"{request.by} asked{about} ({stands(request)}): {request.text}")
        for reply in request.replies:
            lines += clerk.wrap(f"{reply.by} answered: {reply.text}", "  ")
    return Reply(lines or ["Nothing was asked yet."], {"requests": asked})


def propose(clerk: Clerk, said: Said) -> Reply:
    """Put something to the team, or show what lies before it."""
    if not said.rest:
        return _proposal(clerk, _put(clerk))
    first, rest = said.split()
    boards = fitting(first, shut(clerk, "board"), names_of_lock)
    waiting = [one for one in clerk.session.decisions() if not one.chosen]
    if len(boards) == 1 and not rest:
        put = clerk.session.propose("answer", boards[0].name, filled_in(clerk, boards[0]))
    elif named := [one for one in waiting if one.id.casefold() == first.casefold()]:
        option = find("option", rest, named[0].options, lambda one: (one.id, one.label))
        put = clerk.session.propose("decision", named[0].id, [option.id])
    else:
        raise Refusal(
            "plain-propose", f"A full form or a decision can be put to the team. {_proposable(clerk, waiting)}"
        )
    if put is None:
        return Reply(clerk.wrap("There is nothing to put: that was answered before."))
    return _proposal(clerk, put)


def confirm(clerk: Clerk, said: Said) -> Reply:
    """Sign what lies before the team; without `yes` it is only shown."""
    put = _put(clerk)
    if said.rest.casefold() != "yes":
        return _proposal(clerk, put)
    return tell(clerk, clerk.session.confirm(put.id))


def withdraw(clerk: Clerk, _said: Said) -> Reply:
    """Take it off the table."""
    put = _put(clerk)
    clerk.session.withdraw(put.id)
    return Reply(clerk.wrap(f"Taken off the table: {put.title}."), {"withdrawn": put})


def standing(clerk: Clerk) -> list[str]:
    """What `status` says of a host's table: time, company, what waits."""
    if not clerk.is_hosted:
        return []
    session, lines = clerk.session, []
    if clock := session.clock():
        left = "as long as you like" if clock.left is None else words.span(clock.left) + " left"
        if clock.is_held:
            left += f"; held by the host{words.because(clock.why)}"
        lines.append("The time is up. Answers are no longer taken." if clock.is_up else f"Time: {left}.")
    if clerk.company:
        lines.append(f"At the table with you: {', '.join(clerk.company.others()) or 'nobody else just now'}.")
    if (by := session.state.hosting.seized) and by.player in ("", session.player):
        lines.append(f"{by.by} has this terminal's keys{words.because(by.why)}.")
    if put := session.proposal():
        lines.append(f"Before the team, by {put.by}: {put.title}. `confirm` shows it.")
    return [line for text in lines for line in clerk.wrap(text)]


def news(clerk: Clerk) -> Reply:
    """What the others and the host have done since the last command, and who has come or gone."""
    if not clerk.is_hosted:
        return Reply(())
    before, clerk.there = clerk.there, clerk.company.others() if clerk.company else ()
    told = [*filter(None, (came_and_went(before, clerk.there),)), *clerk.news.fresh()]
    return Reply([line for text in told for line in clerk.wrap(text)], {"table": told} if told else {})


def _put(clerk: Clerk) -> ProposalView:
    put = clerk.session.proposal()
    if put is None:
        raise Refusal("plain-no-proposal", "Nothing lies before the team.")
    return put


def _proposal(clerk: Clerk, put: ProposalView) -> Reply:
    """The whole of it, and what may be done about it."""
    who = "You would" if put.is_mine else f"{put.by} would"
    lines = clerk.wrap(f"{who} sign: {put.title}")
    if put.what == "decision":
        decision = next((one for one in clerk.session.decisions() if one.id == put.name), None)
        lines += clerk.wrap(decision.text) if decision else []
        lines += clerk.wrap(", ".join(put.words), "  the way: ")
    else:
        lines += clerk.wrap(_sentence(clerk.session.lock(put.name), put.words), "  ")
    if not put.is_mine:
        how = "`confirm yes` signs it too, `withdraw` takes it off the table."
    elif not may_sign(clerk.session, put):
        how = "Somebody else signs it, or you in half a minute; `withdraw` takes it off the table."
    else:
        how = "`confirm yes` signs it alone, `withdraw` takes it off the table."
    return Reply([*lines, *clerk.wrap(how)], {"proposal": put})


def _sentence(lock: LockView, filled: Sequence[str]) -> str:
    labels = dict(zip((field.id for field in lock.fields), filled, strict=False))
    return re.sub(r"\{(\w+)\}", lambda slot: f"[{slot[1]}: {labels.get(slot[1], '')}]", lock.prompt)


def _proposable(clerk: Clerk, waiting: Sequence[DecisionView]) -> str:
    named = [f"`propose {lock.name}`" for lock in shut(clerk, "board")]
    named += [f"`propose {one.id} {option.id}`" for one in waiting for option in one.options]
    return f"There is {', '.join(named)}." if named else "There is neither just now."
