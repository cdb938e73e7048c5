"""The line mode's commands about locks: answers, boards, request slips, hints, decisions."""

import re
from collections.abc import Sequence

from casefile.desk.plain_clerk import Clerk, Reply, Said, names_of_lock
from casefile.desk.plain_file import show_messages
from casefile.desk.plain_find import find, fitting
from casefile.errors import Refusal
from casefile.session.views import CardView, DecisionView, FieldView, LockView, Outcome, StepView

BLANK = "____"


def guess(clerk: Clerk, said: Said) -> Reply:
    """Answer a lock; several fields with commas between them."""
    locks = _shut(clerk, "answer", "board")
    if said.parts:
        lock, fields = _by_first(clerk, said.parts, locks)
        return _answer(clerk, lock, fields)
    lock, text = _of_text(clerk, said.rest, locks)
    if not text:
        return Reply(_prompt(clerk, lock), {"lock": lock})
    return _answer(clerk, lock, _fields(lock, text))


def request(clerk: Clerk, said: Said) -> Reply:
    """Draw a paper from the archive by its reference."""
    slips = _shut(clerk, "request")
    if not slips:
        raise Refusal("plain-no-archive", "The archive is not open to this desk yet.")
    named = [slip for slip in slips if said.rest.casefold().startswith(slip.name.casefold() + " ")]
    reference = said.rest[len(named[0].name) :].strip() if named else said.rest
    if not reference:
        return Reply([line for slip in slips for line in _prompt(clerk, slip)], {"locks": slips})
    # Which act's shelf a reference stands on, the player need not know: all slips go down, one comes back stamped.
    attempts = [clerk.session.prepare(slip.name, (reference,)) for slip in named or slips]
    drawn = [attempt for attempt in attempts if attempt.hit is not None]
    return _outcome(clerk, clerk.session.submit((drawn or attempts)[-1]))


def board(clerk: Clerk, said: Said) -> Reply:
    """Show a form, fill its slots, or sign it."""
    boards = _shut(clerk, "board")
    if not boards:
        raise Refusal("plain-no-board", "No form lies on the desk just now.")
    first, rest = said.split()
    known = fitting(first, boards, names_of_lock) if first and "=" not in first else []
    lock = known[0] if len(known) == 1 else clerk.find_lock("", boards)
    text = rest if known else said.rest
    if text.casefold() == "sign":
        return _sign(clerk, lock)
    if text.casefold().split(" ")[0] == "clear":
        _clear(clerk, lock, text[5:].strip())
    elif text:
        _fill(clerk, lock, text)
    return _form(clerk, lock)


def sign(clerk: Clerk, said: Said) -> Reply:
    """Hand in a form that has been filled."""
    boards = _shut(clerk, "board")
    return _sign(clerk, clerk.find_lock(said.rest, boards))


def hint(clerk: Clerk, said: Said) -> Reply:
    """Ask for the next hint of a lock, or of one step of it."""
    lock, step = _step(clerk, said)
    shown = clerk.session.hint(lock.name, step.step if step else "")
    rung = shown.rungs[-1]
    lines = [f"{lock.title}: {shown.title}", *clerk.wrap(rung.text, f"{rung.number} of 4  ")]
    if shown.more:
        lines.append("The next one is the answer." if rung.number == 3 else "There is more: `hint` again.")
    return Reply(lines, {"step": shown})


def hints(clerk: Clerk, said: Said) -> Reply:
    """What has been asked for so far; opens nothing."""
    locks = _shut(clerk, "answer", "board")
    chosen = [clerk.find_lock(said.rest, locks)] if said.rest else locks
    lines: list[str] = []
    steps: list[StepView] = []
    for lock in chosen:
        lines.append(f"{lock.name}  {lock.title}")
        for step in clerk.session.steps(lock.name):
            steps.append(step)
            lines += clerk.wrap(f"{step.title} ({step.step}){', done' if step.done else ''}", "  ")
            for rung in step.rungs:
                lines += clerk.wrap(rung.text, f"    {rung.number} of 4  ")
    return Reply(lines or ["Nothing is shut just now."], {"steps": steps})


def decide(clerk: Clerk, said: Said) -> Reply:
    """What waits to be decided, or take a decision."""
    waiting = [decision for decision in clerk.session.decisions() if not decision.chosen]
    if not waiting:
        raise Refusal("plain-no-decision", "Nothing waits to be decided.")
    words = said.rest.split()
    if not words:
        return Reply([line for one in waiting for line in _decision(clerk, one)], {"decisions": waiting})
    named = [one for one in waiting if one.id.casefold() == words[0].casefold()]
    words = words[1:] if named else words
    decision = named[0] if named else _only(waiting)
    sure = len(words) > 1 and words[-1].casefold() == "yes"
    wanted = " ".join(words[:-1] if sure else words)
    if not wanted:
        return Reply(_decision(clerk, decision), {"decisions": [decision]})
    option = find("option", wanted, decision.options, lambda one: (one.id, one.label))
    if decision.irrevocable and not sure:
        raise Refusal(
            "plain-irrevocable",
            f"{option.label}: that cannot be taken back. If it is meant, say `decide {decision.id} {option.id} yes`.",
        )
    return _outcome(clerk, clerk.session.decide(decision.id, option.id))


def show_outcome(clerk: Clerk, outcome: Outcome) -> list[str]:
    """What came of an answer, and what came with it."""
    lines = clerk.wrap(outcome.words)
    locks = {lock.name: lock for lock in clerk.session.locks()}
    if outcome.papers:
        lines += clerk.wrap("; ".join(map(clerk.name, outcome.papers)) + ".", "Into the file: ")
    for name in outcome.locks:
        lines += clerk.wrap(f"{name}  {locks[name].title}" if name in locks else name, "To be opened: ")
    for paper in dict.fromkeys(paper for paper, _ in outcome.lifted):
        lines += clerk.wrap(clerk.name(paper) + ".", "Added to: ")
    return [*lines, *(["", *show_messages(clerk, outcome.messages)] if outcome.messages else [])]


def _shut(clerk: Clerk, *forms: str) -> list[LockView]:
    return [lock for lock in clerk.session.locks() if lock.form in forms and not lock.solved]


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
        fields = [_card(cards, field, word).id for field, word in zip(lock.fields, fields, strict=True)]
    return _outcome(clerk, clerk.session.answer(lock.name, fields))


def _outcome(clerk: Clerk, outcome: Outcome) -> Reply:
    return Reply(show_outcome(clerk, outcome), {"outcome": outcome})


def _prompt(clerk: Clerk, lock: LockView) -> list[str]:
    lines = [f"{lock.title} ({lock.name})", *clerk.wrap(lock.prompt)]
    for field in lock.fields:
        shape = f" {field.pattern}" if field.pattern else ""
        lines += clerk.wrap(f"{field.label}{shape}", "  asks for: ")
    if lock.papers:
        lines += clerk.wrap("; ".join(map(clerk.name, lock.papers)) + ".", "  papers: ")
    for tried in lock.tried:
        lines += clerk.wrap(", ".join(tried), "  tried: ")
    return lines


# --- boards


def _slots(text: str, fields: Sequence[FieldView]) -> list[tuple[str, str]]:
    """`who=marlow lever=a son's school` in pairs; a value goes on until the next slot's name."""
    names = "|".join(re.escape(field.id) for field in fields)
    pieces = re.split(rf"(?:^|[\s,;]+)({names})\s*=", text, flags=re.IGNORECASE)
    if len(pieces) < 3 or pieces[0].strip():
        raise Refusal(
            "plain-slots",
            "Say which slot gets which card, for instance "
            f"`{fields[0].id}=1`; the slots are {', '.join(field.id for field in fields)}.",
        )
    return [
        (name.casefold(), value.strip().strip("\"'")) for name, value in zip(pieces[1::2], pieces[2::2], strict=True)
    ]


def _fill(clerk: Clerk, lock: LockView, text: str) -> None:
    cards = clerk.session.cards(lock.name)
    fields = {field.id.casefold(): field for field in lock.fields}
    filled = {fields[name].id: _card(cards, fields[name], word).id for name, word in _slots(text, lock.fields)}
    clerk.boards.setdefault(lock.name, {}).update(filled)


def _clear(clerk: Clerk, lock: LockView, slot: str) -> None:
    if not slot:
        clerk.boards.pop(lock.name, None)
        return
    field = find("slot", slot, lock.fields, lambda one: (one.id, one.label))
    clerk.boards.get(lock.name, {}).pop(field.id, None)


def _card(cards: Sequence[CardView], field: FieldView, word: str) -> CardView:
    """The card of a slot's bank that a word means: its number in the whole index, its id, a part of its label."""
    numbers = {card.id: str(number) for number, card in enumerate(cards, 1)}
    bank = [card for card in cards if card.bank == field.bank]
    return find("card", word, bank, lambda card: (numbers[card.id], card.id, card.label))


def _form(clerk: Clerk, lock: LockView) -> Reply:
    cards = clerk.session.cards(lock.name)
    labels = {card.id: card.label for card in cards}
    filled = {slot: card for slot, card in clerk.boards.get(lock.name, {}).items() if card in labels}
    words = {field.id: f"[{field.id}: {labels.get(filled.get(field.id, ''), BLANK)}]" for field in lock.fields}
    sentence = re.sub(r"\{(\w+)\}", lambda slot: words.get(slot[1], slot[0]), lock.prompt)
    lines = [f"{lock.title} ({lock.name}), a form: it is accepted whole or not at all", ""]
    lines += [*clerk.wrap(sentence), "", f"{len(filled)} of {len(lock.fields)} filled.", ""]
    for field in lock.fields:
        lines += clerk.wrap(f"{field.label}: a card of `{field.bank}`", f"  {field.id}  ")
    lines += ["", "The card index"]
    for bank in dict.fromkeys(field.bank for field in lock.fields):
        named = [f"{number} {card.label}" for number, card in enumerate(cards, 1) if card.bank == bank]
        lines += clerk.wrap("; ".join(named) or "no card yet: reading brings them", f"  {bank}: ")
    if len(filled) == len(lock.fields):
        lines += ["", f"It is full. `sign {lock.name}` hands it in."]
    return Reply(lines, {"lock": lock, "filled": filled, "cards": cards})


def _sign(clerk: Clerk, lock: LockView) -> Reply:
    filled = clerk.boards.get(lock.name, {})
    empty = [field.id for field in lock.fields if field.id not in filled]
    if empty:
        raise Refusal(
            "plain-empty-slots", f"Nothing stands yet in: {', '.join(empty)}. A form is signed when it is full."
        )
    outcome = clerk.session.answer(lock.name, [filled[field.id] for field in lock.fields])
    if outcome.kind == "solved":
        clerk.boards.pop(lock.name, None)
    return _outcome(clerk, outcome)


# --- hints and decisions


def _step(clerk: Clerk, said: Said) -> tuple[LockView, StepView | None]:
    locks = _shut(clerk, "answer", "board")
    first, rest = said.split()
    lock = clerk.find_lock(first, locks)
    if not rest:
        return lock, None
    return lock, find("step", rest, clerk.session.steps(lock.name), lambda step: (step.step, step.title))


def _only(waiting: Sequence[DecisionView]) -> DecisionView:
    if len(waiting) > 1:
        raise Refusal("plain-which", f"Which decision? {', '.join(f'{one.id} {one.title}' for one in waiting)}.")
    return waiting[0]


def _decision(clerk: Clerk, decision: DecisionView) -> list[str]:
    lines = [f"{decision.title} ({decision.id})", *clerk.wrap(decision.text)]
    for option in decision.options:
        lines += clerk.wrap(f"{option.label}: say `decide {decision.id} {option.id}`", "- ")
    return [*lines, *(["It cannot be taken back."] if decision.irrevocable else [])]
