"""A message from a machine of three wheels: whoever knows a phrase of it finds the windows it was written with."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Any

from casefile.kinds import message as hidden
from casefile.kinds import on_paper
from casefile.kinds.lexicon import Lexicon
from casefile.kinds.message import Message
from casefile.kinds.riddle import Answer, Certificate, Near, Riddle, apart, read, settle
from casefile.kinds.rotor_params import RotorParams, check
from casefile.kinds.rotor_solver import solve
from casefile.tools.letters import ALPHABET, letters
from casefile.tools.rotor_machine import SETTINGS, Wheels, encipher, places, starts, turned, windows_at

_TOY = (
    "Suppose the groups TQEXA NBOIP, and that TEAPOT is somewhere in them. No letter comes out as itself. Put TEAPOT "
    "under the first letter: T would be T. Under the second: E would be E. Under the third it is the A, under the "
    "fourth the O. Under the fifth, ANBOIP, no letter meets itself, so there it stands, and there the machine is asked "
    "for the windows. Suppose they are CKB right before it. Four letters have gone before; turn the right wheel back "
    "by four, to A, Z, Y, X. From A to Z the middle wheel goes back too, K to J. The message began at CJX."
)
_RULES = (
    "Three wheels stand side by side, and the reflector to the left of them. Each wheel shows a letter in its window. "
    "The three letters at the start of a message are its key.",
    "Before every letter the right wheel goes on by one, as from A to B. When it passes from Z to A the middle wheel "
    "goes on by one as well, and when that one passes from Z to A, the left. Nothing else turns.",
    "A letter goes through the right wheel, the middle and the left. The reflector sends it back through the left, "
    "the middle and the right.",
    "A wheel that shows A makes of the letter at the head what stands beneath it in the wheel's row; on the way back "
    "it makes of that the letter at the head. A wheel that shows B takes the letter one further on, and what it makes "
    "of it comes out one further back. With C it is two, and so on.",
    "With the same key the machine reads what it has written.",
)
_DEALS = 60
_DRAWS = 400


@dataclass(frozen=True, slots=True)
class _Machine:
    """Every wheel of the card, and what is in the machine."""

    wirings: dict[str, str]
    reflector: str
    order: tuple[str, ...]
    """From the left."""

    def wheels(self, order: Sequence[str]) -> Wheels:
        left, middle, right = (self.wirings[name] for name in order)
        return Wheels(left, middle, right, self.reflector)


@dataclass(frozen=True, slots=True)
class _Dealt:
    """A message as it went out."""

    message: Message
    mistaken: Answer
    crib: str
    machine: _Machine
    key: str
    cipher: str
    standing: Mapping[str, Sequence[int]]
    """Where each crib can stand, as letters: how many letters are before it."""

    @property
    def at(self) -> int:
        """Letters before the crib."""
        return self.message.letters.index(letters(self.crib))


class Rotor:
    """Deals a message from the machine; finds its windows with the phrases that papers print."""

    name = "rotor"
    family = "cipher"
    tool = "rotor"
    language_bound = False
    in_clear = False

    def generate(self, params: Mapping[str, Any], world: Mapping[str, Any], stream: random.Random) -> Riddle:  # noqa: ARG002
        """See `Kind.generate`."""
        rotor = read(params, RotorParams)
        check(rotor)
        return settle(
            lambda: _deal(rotor, stream),
            _DEALS,
            "params: within these letters some crib can always stand at too many places. Take longer `cribs`, fewer of "
            "them, or let `within` be narrower; and let no message hold a second crib.",
        )

    def public(self, params: Mapping[str, Any]) -> dict[str, Any]:
        """The words of the language, the phrases that a reader would take for cribs, and the names on the card."""
        rotor = read(params, RotorParams)
        check(rotor)
        return {
            **hidden.public(rotor.message),
            "cribs": rotor.cribs,
            "wheels": rotor.wheels,
            "reflector": rotor.reflector_name,
            "order_known": rotor.order_known,
            "key": rotor.asks_key,
        }

    def solve(self, papers: Mapping[str, str], params: Mapping[str, Any]) -> Answer:
        """See `Kind.solve`."""
        return solve(papers, params)


def _deal(rotor: RotorParams, stream: random.Random) -> Riddle | None:
    dealt = _draw(rotor, stream)
    if dealt is None or (certificate := _certify(rotor, dealt)).survivors != 1:
        return None
    answers = ((*dealt.message.answer, *_if_asked(rotor, dealt.key)),)
    near = _near(rotor, dealt, answers)
    wrong = [(*fields, *_if_asked(rotor, dealt.key)) for fields in dealt.message.wrong]
    wrong += [(*dealt.message.answer, key) for key in (dealt.key[::-1], turned(dealt.key, 1)) if rotor.asks_key]
    nearly = {miss.answer for miss in near}
    refused = tuple(answer for answer in apart(answers, wrong) if answer not in nearly)
    values = {
        **_values(rotor, dealt),
        "mistaken": list(next((miss.answer for miss in near if miss.why == "other"), ())),
        "patterns": [*hidden.patterns(dealt.message), *_if_asked(rotor, "(3)")],
        "answer": list(answers[0]),
        "toy": _TOY,
    }
    return Riddle(values, answers, near, refused, _TOY, certificate)


def _draw(rotor: RotorParams, stream: random.Random) -> _Dealt | None:
    """A message, and a machine and windows with which no crib can stand at too many places."""
    text = stream.choice(rotor.messages)
    chosen = hidden.choose([text], rotor.message.words, stream)
    message, mistaken = (
        hidden.compose(params, text, chosen) for params in (rotor.message, rotor.hides(rotor.mistaken))
    )
    machine, crib, (fewest, most) = _build(rotor, stream), letters(chosen["crib"]), rotor.places
    if sum(message.letters.count(letters(one)) for one in rotor.cribs) != 1:
        return None
    for _ in range(_DRAWS):
        key = windows_at(stream.randrange(SETTINGS))
        cipher = encipher(message.letters, machine.wheels(machine.order), key)
        standing = {said: _places(rotor, said, cipher) for said in map(letters, rotor.cribs)}
        if len(standing[crib]) >= fewest and all(len(found) <= most for found in standing.values()):
            return _Dealt(message, mistaken.answer, chosen["crib"], machine, key, cipher, standing)
    return None


def _values(rotor: RotorParams, dealt: _Dealt) -> dict[str, Any]:
    order = dealt.machine.order
    places_of = [(one, dealt.standing[letters(one)]) for one in rotor.cribs]
    return {
        **on_paper.grouped("cipher", dealt.cipher),
        **_card(rotor, dealt.machine),
        "order": list(order),
        "in_use": [name for name in rotor.wheels if name in order],
        "key": dealt.key,
        "key_at_crib": turned(dealt.key, dealt.at),
        "cribs": [hidden.plain(one) for one in rotor.cribs],
        "crib": hidden.plain(dealt.crib),
        "crib_at": dealt.at + 1,
        "crib_places": [{"text": hidden.plain(one), "places": [at + 1 for at in found]} for one, found in places_of],
        "within": rotor.within,
        "letters": len(dealt.cipher),
        "clear": dealt.message.clear,
    }


def _build(rotor: RotorParams, stream: random.Random) -> _Machine:
    """A machine: whatever the author has not wired is wired by the stream."""
    wirings = {name: rotor.wirings.get(name) or _wiring(stream) for name in rotor.wheels}
    pairs = stream.sample(ALPHABET, 26)
    paired = dict(zip(pairs, [pairs[at ^ 1] for at in range(26)], strict=True))
    reflector = rotor.reflector or "".join(paired[char] for char in ALPHABET)
    return _Machine(wirings, reflector, tuple(stream.sample(rotor.wheels, 3)))


def _wiring(stream: random.Random) -> str:
    return "".join(stream.sample(ALPHABET, 26))


def _places(rotor: RotorParams, crib: str, cipher: str) -> list[int]:
    """Where a crib can stand as far as the papers tell: letters before it."""
    first, last = rotor.within
    return [at for at in places(crib, cipher[: last - 1 + len(crib)]) if at + 1 >= first]


def _certify(rotor: RotorParams, dealt: _Dealt) -> Certificate:
    """Run every crib at every place where it can stand, with all windows, in every order that the papers allow."""
    cipher, machine = dealt.cipher, dealt.machine
    orders = [machine.order] if rotor.order_known else sorted(permutations(machine.order))
    runs = [(crib, at) for crib, found in dealt.standing.items() for at in found]
    settings = {
        (order, windows)
        for order in orders
        for crib, at in runs
        for windows in starts(crib, cipher, at, machine.wheels(order))
    }
    lexicon = Lexicon(hidden.vocabulary(rotor.message))
    clears = [encipher(cipher, machine.wheels(order), windows) for order, windows in sorted(settings)]
    # a second setting with a crib in it would be looked into by players, however badly it went on
    survivors = len(clears) if dealt.message.letters in clears and all(map(lexicon.reads, clears)) else 0
    return Certificate(
        space=hidden.space(rotor.message) * (SETTINGS if rotor.asks_key else 1),
        method="enumerated",
        searched=len(orders) * SETTINGS * len(runs),
        survivors=survivors,
        note=f"{len(orders)} × {SETTINGS:,} settings at {len(runs)} places of the cribs; one gives a crib, and reads",
    )


def _if_asked(rotor: RotorParams, key: str) -> Answer:
    return (key,) if rotor.asks_key else ()


def _near(rotor: RotorParams, dealt: _Dealt, answers: tuple[Answer, ...]) -> tuple[Near, ...]:
    """The right message with the windows of another place; the right key with another part of the message."""
    late = [(*dealt.message.answer, turned(dealt.key, dealt.at))] if rotor.asks_key else []
    other = [(*dealt.mistaken, *_if_asked(rotor, dealt.key))] if rotor.mistaken else []
    return (
        *(Near(answer, "windows-at-crib") for answer in apart(answers, late)),
        *(Near(answer, "other") for answer in apart(answers, other)),
        *(() if rotor.asks_key else hidden.near(dealt.message)),
    )


def _card(rotor: RotorParams, machine: _Machine) -> dict[str, Any]:
    """The rules, and each wheel as a row under the alphabet."""
    rows = [{"name": name, "wiring": wiring} for name, wiring in machine.wirings.items()]
    mirror = {"name": rotor.reflector_name, "wiring": machine.reflector}
    wide = max(len(row["name"]) for row in (*rows, mirror)) + 2
    drawn = [f"{row['name']:<{wide}}{row['wiring']}" for row in ({"name": "", "wiring": ALPHABET}, *rows, mirror)]
    said = "; ".join(f"{row['name']}: {row['wiring']}" for row in (*rows, mirror))
    card = on_paper.card(_RULES, drawn, f"the heads are A to Z in order; {said}")
    return {**card, "wheels": rows, "reflector": mirror["wiring"], "reflector_name": rotor.reflector_name}
