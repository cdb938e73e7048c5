"""The line mode's commands for a board: a form whose slots are filled with cards."""

import re
from collections.abc import Sequence

from casefile.desk.plain.clerk import Clerk, Reply, Said, names_of_lock, shut, tell
from casefile.desk.plain.find import find, fitting
from casefile.errors import Refusal
from casefile.session.views import CardView, FieldView, LockView

BLANK = "____"


def board(clerk: Clerk, said: Said) -> Reply:
    """Show a form, fill its slots, or sign it."""
    boards = shut(clerk, "board")
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
    return _form(clerk, lock, whole=not text)


def sign(clerk: Clerk, said: Said) -> Reply:
    """Hand in a form that has been filled."""
    boards = shut(clerk, "board")
    return _sign(clerk, clerk.find_lock(said.rest, boards))


def _slots(text: str, fields: Sequence[FieldView]) -> list[tuple[str, str]]:
    """`who=ann what=the ledger` in pairs; a value goes on until the next slot's name."""
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
    filled = {fields[name].id: find_card(cards, fields[name], word).id for name, word in _slots(text, lock.fields)}
    clerk.boards.setdefault(lock.name, {}).update(filled)


def _clear(clerk: Clerk, lock: LockView, slot: str) -> None:
    if not slot:
        clerk.boards.pop(lock.name, None)
        return
    field = find("slot", slot, lock.fields, lambda one: (one.id, one.label))
    clerk.boards.get(lock.name, {}).pop(field.id, None)


def find_card(cards: Sequence[CardView], field: FieldView, word: str) -> CardView:
    """The card of a slot's bank that a word means: its number in the whole index, its id, a part of its label."""
    numbers = {card.id: str(number) for number, card in enumerate(cards, 1)}
    bank = [card for card in cards if card.bank == field.bank]
    return find("card", word, bank, lambda card: (numbers[card.id], card.id, card.label))


def _form(clerk: Clerk, lock: LockView, *, whole: bool) -> Reply:
    """The sentence as it stands; the whole form has the index of cards too."""
    cards = clerk.session.cards(lock.name)
    labels = {card.id: card.label for card in cards}
    filled = {slot: card for slot, card in clerk.boards.get(lock.name, {}).items() if card in labels}
    words = {field.id: f"[{field.id}: {labels.get(filled.get(field.id, ''), BLANK)}]" for field in lock.fields}
    sentence = re.sub(r"\{(\w+)\}", lambda slot: words.get(slot[1], slot[0]), lock.prompt)
    lines = [f"{lock.title} ({lock.name}), a form: it is accepted whole or not at all", ""]
    lines += [*clerk.wrap(sentence), "", f"{len(filled)} of {len(lock.fields)} filled."]
    if lock.warning:
        lines += clerk.wrap(lock.warning)
    if whole:
        lines += ["", *_index(clerk, lock, cards)]
    if len(filled) == len(lock.fields):
        lines += ["", f"It is full. `sign {lock.name}` hands it in."]
    return Reply(lines, {"lock": lock, "filled": filled, "cards": cards})


def _index(clerk: Clerk, lock: LockView, cards: Sequence[CardView]) -> list[str]:
    lines = []
    for field in lock.fields:
        lines += clerk.wrap(f"{field.label}: a card of `{field.bank}`", f"  {field.id}  ")
    lines += ["", "The card index"]
    for bank in dict.fromkeys(field.bank for field in lock.fields):
        named = [f"{number} {card.label}" for number, card in enumerate(cards, 1) if card.bank == bank]
        lines += clerk.wrap("; ".join(named) or "no card yet: reading brings them", f"  {bank}: ")
    return lines


def filled_in(clerk: Clerk, lock: LockView) -> list[str]:
    """What stands in the slots of a form, which must be full."""
    filled = clerk.boards.get(lock.name, {})
    empty = [field.id for field in lock.fields if field.id not in filled]
    if empty:
        raise Refusal(
            "plain-empty-slots", f"Nothing stands yet in: {', '.join(empty)}. A form is signed when it is full."
        )
    return [filled[field.id] for field in lock.fields]


def _sign(clerk: Clerk, lock: LockView) -> Reply:
    outcome = clerk.session.answer(lock.name, filled_in(clerk, lock))
    if outcome.kind == "solved":
        clerk.boards.pop(lock.name, None)
    return tell(clerk, outcome)
