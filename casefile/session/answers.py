"""What comes of an answer, in words."""

from dataclasses import dataclass
from functools import lru_cache

from casefile.errors import Refusal
from casefile.session import words
from casefile.session.hosted_queries import alone_in
from casefile.session.limits import warning
from casefile.session.queries import Queries
from casefile.session.state import Fields, State
from casefile.session.views import Outcome
from casefile.vault import Hit, normal_fields
from casefile.vault.manifest import Lock


@dataclass(frozen=True, slots=True)
class Attempt:
    """An answer that was prepared: what it would open is derived, and nothing is changed yet."""

    lock: str
    fields: Fields
    """As typed, clean."""
    form: Fields
    """In normal form."""
    command: str
    """Names the command, so that filing it twice files it once."""
    is_derived: bool = False
    """False: it needed no derivation, being open or said already."""
    hit: Hit | None = None
    paper: str = ""
    """For the archive: the paper on the desk that was asked for."""
    at: str = ""
    """For the archive: the slip on which it was asked; its tries are what is limited."""
    is_proposal: bool = False
    """It is put to the team in any case."""
    confirms: int = 0
    """`seq` of the proposal that it signs."""


def said(state: State, lock: Lock, form: Fields) -> str:
    """Whether an answer needs no trying: `held` (it is open), `again` (it was said before), or nothing."""
    name, forms = lock.name, _forms(lock)
    if name in state.solved:
        return "held"
    if any(_normal(forms, draw.fields) == form for draw in state.drawn.get(name, ())):
        return "held"
    spent = [*state.wrong.get(name, ()), *(near.fields for near in state.near.get(name, ()))]
    return "again" if any(_normal(forms, fields) == form for fields in spent) else ""


def lying(state: State, lock: Lock, form: Fields) -> str:
    """The paper of the file that a request names, if it need not be drawn."""
    sheets = (sheet for sheet, _ in state.held.papers.values() if sheet.ref)
    forms = _forms(lock)
    return next((sheet.id for sheet in sheets if _normal(forms, (sheet.ref,)) == form), "")


def _forms(lock: Lock) -> Fields:
    return tuple(field.normal for field in lock.fields)


@lru_cache(maxsize=16_384)
def _normal(forms: Fields, fields: Fields) -> Fields | None:
    """Every answer that a team has given so far is compared with each further one."""
    try:
        return normal_fields(forms, fields)
    except Refusal:  # a correction may have changed what the lock asks for
        return None


def worded(show: Queries, before: State, attempt: Attempt | None, command: str = "") -> Outcome:
    """Tell what a command brought: the difference that it made.

    Args:
        show: The play after the command.
        before: The state before it.
        attempt: What was answered; None for a decision.
        command: Which command took the decision.
    """
    after, put = show.state, show.state.hosting.proposal
    if put and put.cmd == (attempt.command if attempt else command):
        kind, sentence = "proposed", words.say("proposed", seconds=words.seconds(alone_in(put, show.now)))
    else:
        kind, sentence = _verdict(show, before, attempt) if attempt else ("solved", words.say("solved"))
    name = attempt.lock if attempt else ""
    old = {(place, mark) for place, marks in before.held.lifts.items() for mark in marks}
    lifted = [
        (place.removeprefix("paper:"), mark)
        for place, marks in after.held.lifts.items()
        for mark in marks
        if place.startswith("paper:") and (place, mark) not in old
    ]
    return Outcome(
        lock=name,
        kind=kind,
        words=sentence,
        tries=len(after.wrong.get(name, ())),
        papers=tuple(paper for paper in after.held.papers if paper not in before.held.papers),
        locks=tuple(lock for lock in after.held.locks if lock not in before.held.locks),
        messages=tuple(message for message in show.messages() if message.id not in before.sent),
        lifted=tuple(lifted),
    )


def _verdict(show: Queries, before: State, attempt: Attempt) -> tuple[str, str]:
    """The outcome's kind, and its sentence; what the case itself says about it comes first."""
    lock, _ = show.held.locks[attempt.lock]
    if attempt.paper:
        return "held", words.say("held-paper", paper=show.page(attempt.paper).title)
    request = "-request" if lock.form == "request" else ""
    spent = said(before, lock, attempt.form)
    if spent or not attempt.is_derived:
        spent = spent or "held"
        return spent, words.say(f"held{request}" if spent == "held" else "again")
    if attempt.hit is None:
        key = "wrong-board" if lock.form == "board" else f"wrong{request}"
        told = words.say(key, count=words.wrong(len(show.state.wrong.get(lock.name, ()))))
        return "wrong", " ".join(filter(None, (told, warning(show.state, lock, show.now))))
    manifest = show.keyring.manifest(attempt.hit.ref)
    own = show.say(manifest.text) if manifest else ""
    if attempt.hit.kind == "near":
        return "near", own or words.say("near")
    return "solved", own or words.say("drawn" if request else "solved")
