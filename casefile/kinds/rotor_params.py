"""The parameters of a message from a machine with wheels, and what is wrong with them."""

import re

import msgspec

from casefile.errors import Refusal
from casefile.kinds import message as hidden
from casefile.kinds.message import MessageParams
from casefile.tools.letters import letters
from casefile.tools.rotor_machine import is_reflector, is_wiring

KEY = "{key}"
"""The last field where the windows at the start of the message are asked for."""
CRIB = "{crib}"
_CRIB = range(12, 41)
_LEAST = 90
_NAME = re.compile(r"[A-Z0-9]{1,8}")
_SEVERAL = 2


class RotorParams(MessageParams, frozen=True, kw_only=True):
    """Parameters of a message from the machine; every message has a `{crib}`."""

    cribs: list[str]
    """Phrases of which every message holds one, as a paper tells; the seed takes it."""
    within: list[int]
    """The first and the last letter at which it may begin, as a paper tells; letters are counted from 1."""
    places: list[int] = msgspec.field(default_factory=lambda: [2, 6])
    """How few and how many of these are left to the crib once no letter stands for itself; to the others, how many."""
    wheels: list[str] = msgspec.field(default_factory=lambda: ["I", "II", "III"])
    """Names of three to five; three of them are in the machine."""
    wirings: dict[str, str] = msgspec.field(default_factory=dict)
    """Of a wheel by its name, where it is not to be dealt: what comes out for A, B, C and so on."""
    reflector: str = ""
    """Likewise; it pairs the letters."""
    reflector_name: str = "reflector"
    order_known: bool = True
    """A paper prints the order; otherwise only which three they are."""
    mistaken: list[str] = msgspec.field(default_factory=list)
    """A text for each field: what may be taken for it in the same message."""

    @property
    def asks_key(self) -> bool:
        """Whether the windows are the last field."""
        return self.answer[-1:] == [KEY]

    def hides(self, answer: list[str]) -> MessageParams:
        """The messages with the cribs among their words, and what is asked for."""
        words = {**self.words, CRIB[1:-1]: self.cribs}
        return MessageParams(messages=self.messages, words=words, answer=answer, space=self.space)

    @property
    def message(self) -> MessageParams:
        """What is hidden."""
        return self.hides(self.answer[:-1] if self.asks_key else self.answer)


def check(rotor: RotorParams) -> None:
    """Refuse what no message can be made of.

    Raises:
        Refusal: `kind-params`; `kind-short`.
    """
    _check_cribs(rotor)
    _check_wheels(rotor)
    hidden.check(rotor.message)
    if rotor.mistaken:
        hidden.check(rotor.hides(rotor.mistaken))
        if len(rotor.mistaken) != len(rotor.message.answer):
            raise _refusal("`mistaken` has a text for each field but the key.")
    hidden.fair_length(rotor.message, 0, _LEAST)
    for numbers in (rotor.within, rotor.places):
        if len(numbers) != 2 or not 1 <= numbers[0] <= numbers[1]:
            raise _refusal("`within` and `places` are two numbers each, from 1 on, the smaller one first.")
    if rotor.places[0] < _SEVERAL:
        raise _refusal(f"leave the crib {_SEVERAL} `places` at least; there is nothing to try in one.")
    for text in rotor.messages:
        _check_place(rotor, text)


def _check_cribs(rotor: RotorParams) -> None:
    said = [letters(crib) for crib in rotor.cribs]
    if len(said) < _SEVERAL or not all(len(crib) in _CRIB for crib in said):
        raise _refusal(f"give two `cribs` or more, of {_CRIB[0]} to {_CRIB[-1]} letters.")
    if any("{" in crib for crib in rotor.cribs):
        raise _refusal("a crib stands in a paper word for word, without a list of words in it.")
    if any(one in other for at, one in enumerate(said) for place, other in enumerate(said) if at != place):
        raise _refusal("no crib is part of another.")
    if {CRIB[1:-1], KEY[1:-1]} & rotor.words.keys() or any(CRIB in field for field in rotor.answer):
        raise _refusal("`crib` and `key` are no lists of words, and nobody is asked for the crib.")
    for text in rotor.messages:
        if text.count(CRIB) != 1:
            raise _refusal(f"“{text}” holds {CRIB} once.")


def _check_wheels(rotor: RotorParams) -> None:
    names = [*rotor.wheels, rotor.reflector_name]
    if not 3 <= len(rotor.wheels) <= 5 or not all(map(_NAME.fullmatch, rotor.wheels)):
        raise _refusal("name three to five `wheels` with capitals or figures, such as I, II and III.")
    if len({name.upper() for name in names}) < len(names) or not re.fullmatch(r"\w{2,16}", rotor.reflector_name):
        raise _refusal("no two wheels are called the same, and the reflector has a name of one word.")
    if not rotor.wirings.keys() <= set(rotor.wheels) or not all(map(is_wiring, rotor.wirings.values())):
        raise _refusal("a wiring belongs to one of the `wheels` and has all 26 letters once.")
    if rotor.reflector and not is_reflector(rotor.reflector):
        raise _refusal("the `reflector` pairs the 26 letters: where it has B for A it has A for B.")
    if any(map(is_reflector, rotor.wirings.values())):
        raise _refusal("a wheel that pairs the letters would be taken for the reflector.")


def _check_place(rotor: RotorParams, text: str) -> None:
    """What a paper tells of the crib's place has to be true whatever words are drawn."""
    said = hidden.tokens(text)
    before = [_lengths(rotor, token) for token in said[: said.index(CRIB)]]
    first, last = (1 + sum(map(pick, before)) for pick in (min, max))
    if first < rotor.within[0] or last > rotor.within[1]:
        raise _refusal(f"in “{text}” the crib begins at letter {first} to {last}; `within` has to hold both.")


def _lengths(rotor: RotorParams, token: str) -> list[int]:
    ways = rotor.words[token[1:-1]] if token.startswith("{") else [token]
    return [len(letters(way)) for way in ways]


def _refusal(why: str) -> Refusal:
    return Refusal("kind-params", f"params: {why}")
