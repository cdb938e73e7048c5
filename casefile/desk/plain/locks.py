"""The line mode's commands for answers: to a lock, or to the archive."""

from collections.abc import Sequence

from casefile.desk.plain.board import find_card
from casefile.desk.plain.clerk import Clerk, Reply, Said, names_of_lock, shut, tell
from casefile.desk.plain.find import fitting
from casefile.errors import Refusal
from casefile.session.views import LockView


def guess(clerk: Clerk, said: Said) -> Reply:
    """Answer a lock; several fields with commas between them."""
    locks = shut(clerk, "answer", "board")
    if said.parts:
        lock, fields = _by_first(clerk, said.parts, locks)
        return _answer(clerk, lock, fields)
    lock, text = _of_text(clerk, said.rest, locks)
    if not text:
        return Reply(_prompt(clerk, lock), {"lock": lock})
    return _answer(clerk, lock, _fields(lock, text))


def request(clerk: Clerk, said: Said) -> Reply:
    """Draw a paper from the archive by its reference."""
    slips = shut(clerk, "request")
    if not slips:
        raise Refusal("plain-no-archive", "The archive is not open to this desk yet.")
    named = [slip for slip in slips if said.rest.casefold().startswith(slip.name.casefold() + " ")]
    reference = said.rest[len(named[0].name) :].strip() if named else said.rest
    if not reference:
        return Reply([line for slip in slips for line in _prompt(clerk, slip)], {"locks": slips})
    return tell(clerk, clerk.session.answer((named or slips)[-1].name, (reference,)))


def _by_first(clerk: Clerk, parts: Sequence[str], locks: Sequence[LockView]) -> tuple[LockView, tuple[str, ...]]:
    named = [lock for lock in clerk.session.locks() if lock.name.casefold() == parts[0].casefold()]
    if named:
        return named[0], tuple(parts[1:])
    return clerk.find_lock("", locks), tuple(parts)


def _of_text(clerk: Clerk, text: str, locks: Sequence[LockView]) -> tuple[LockView, str]:
    """The lock and the answer in one line of words: `p01 tin heron`, `nine minutes: tin heron`, `tin heron`."""
    first, _, rest = text.partition(" ")
    for lock in clerk.session.locks():
        if first.casefold() == lock.name.casefold():
            return lock, rest.strip()
    title, colon, answer = text.partition(":")
    named = fitting(title, locks, names_of_lock) if colon else []
    if len(named) == 1:
        return named[0], answer.strip()
    return clerk.find_lock("", locks), text


def _fields(lock: LockView, text: str) -> tuple[str, ...]:
    if len(lock.fields) < 2:
        return (text,)
    fields = tuple(field.strip() for field in text.split(";" if ";" in text else ","))
    if len(fields) != len(lock.fields):
        wanted = ", ".join(field.label for field in lock.fields)
        raise Refusal(
            "plain-fields",
            f"{lock.name} asks for {len(lock.fields)} things, with commas between them: {wanted}.",
        )
    return fields


def _answer(clerk: Clerk, lock: LockView, fields: Sequence[str]) -> Reply:
    if lock.form == "board":
        if len(fields) != len(lock.fields):
            fields = _fields(lock, ",".join(fields))
        cards = clerk.session.cards(lock.name)
        fields = [find_card(cards, field, word).id for field, word in zip(lock.fields, fields, strict=True)]
    return tell(clerk, clerk.session.answer(lock.name, fields))


def _prompt(clerk: Clerk, lock: LockView) -> list[str]:
    lines = [f"{lock.title} ({lock.name})", *clerk.wrap(lock.prompt)]
    for field in lock.fields:
        shape = f", {field.pattern}" if field.pattern else ""
        lines += clerk.wrap(f"{field.label}{shape}", "  asks for: ")
    if lock.papers:
        lines += clerk.wrap("; ".join(map(clerk.name, lock.papers)) + ".", "  papers: ")
    if lock.warning:
        lines += clerk.wrap(lock.warning, "  tries: ")
    for tried in lock.tried:
        lines += clerk.wrap(", ".join(tried), "  tried: ")
    return lines
