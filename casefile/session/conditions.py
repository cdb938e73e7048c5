"""Conditions of messages, hints, decisions and endings: one fact about a play each (`manifest.Condition`)."""

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casefile.session.state import State


def hold(state: "State", conditions: Iterable[str]) -> bool:
    """Whether all of these conditions hold; one that this program does not know never does."""
    return all(_holds(state, condition) for condition in conditions)


def _holds(state: "State", condition: str) -> bool:
    word, _, argument = condition.removeprefix("!").partition(":")
    fact = _FACTS.get(word)
    return fact is not None and fact(state, argument) is not condition.startswith("!")


def _signed(state: "State", argument: str) -> bool:
    """`LOCK.FIELD=CARD`: the last refused form had that card in that field."""
    place, _, card = argument.partition("=")
    name, _, slot = place.rpartition(".")
    refused, shown = state.wrong.get(name), state.held.locks.get(name)
    if not refused or not shown:
        return False
    slots = [field.id for field in shown[0].fields]
    return slot in slots and refused[-1][slots.index(slot) : slots.index(slot) + 1] == (card,)


def _chose(state: "State", argument: str) -> bool:
    decision, _, option = argument.partition("=")
    chosen = state.chosen.get(decision)
    return chosen is not None and option in ("*", chosen)


_FACTS: dict[str, Callable[["State", str], bool]] = {
    "read": lambda state, paper: paper in state.read,
    "used": lambda state, tool: tool in state.used,
    "solved": lambda state, lock: lock in state.solved,
    "held": lambda state, node: node in state.held.names,
    "tried": lambda state, lock: bool(state.wrong.get(lock)),
    "signed": _signed,
    "chose": _chose,
}
