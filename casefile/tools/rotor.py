"""A machine of three wheels: writes and reads with given windows, and finds the windows from a word of the message."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations
from textwrap import wrap

from casefile.errors import Refusal
from casefile.tools.crib import cipher_letters
from casefile.tools.letters import ALPHABET, groups, letters
from casefile.tools.rotor_machine import (
    SETTINGS,
    Wheels,
    clashes,
    encipher,
    is_reflector,
    is_wiring,
    places,
    starts,
    turned,
)
from casefile.tools.tool import Parameter, Tool, lines

Order = tuple[str, str, str]
"""Names of three wheels, from the left."""
CRIB = 40
ANY, SET = "ANY", "SET"
_FIRST = "AAA"
_WHEELS = 5
_READ = 20_000
_LISTED = 20
_WIDE = 76
_GROUPS_A_ROW = 11
_WIRING = re.compile(r"(?<![A-Za-z])[A-Z]{26}(?![A-Za-z])")
_WORD = re.compile(r"\w{1,12}")
SETTING = re.compile(rf"{SET}(?P<said>(?:\s+\w+){{1,5}})", re.IGNORECASE)
_AT = re.compile(r"(?P<crib>.*?)(?:@\s*(?P<at>\d{1,4})\s*)?")


@dataclass(frozen=True, slots=True)
class Machine:
    """What the card says, and how the machine is set."""

    wirings: Mapping[str, str] = field(default_factory=dict)
    """Of each wheel by its name, in the card's order."""
    reflector: str = ""
    order: tuple[str, ...] = ()
    """Three names from the left; none before there are wheels."""
    windows: str = _FIRST
    is_any: bool = False
    """The order is not known: a crib is run in every order of these three, or of all where none are named."""

    @property
    def orders(self) -> list[Order]:
        """Every order that a crib is run in."""
        found = permutations(self.order or list(self.wirings), 3) if self.is_any else [self.order[:3]]
        return [(left, middle, right) for left, middle, right in found]

    def wheels(self, order: tuple[str, ...]) -> Wheels:
        """The wirings in an order."""
        left, middle, right = (self.wirings[name] for name in order)
        return Wheels(left, middle, right, self.reflector)


@dataclass(frozen=True, slots=True)
class Found:
    """A setting with which a crib comes out."""

    order: Order
    windows: str
    """At the start of the message."""


def read_machine(text: str, setting: str = "") -> Machine:
    """The wirings of a card, and the setting: of the last line that begins with `set`, or the one that is given.

    A row of 26 letters is the reflector if it pairs them, and otherwise the wheel that is named before it.

    Raises:
        Refusal: `tool-rotor-wheels`, `tool-rotor-set`.
    """
    text = text[:_READ]
    rows = dict(_rows(text))
    turning = [(name, row) for name, row in rows.items() if not is_reflector(row)]
    wirings = dict(turning[:_WHEELS])
    reflector = next((row for row in rows.values() if is_reflector(row)), "")
    if len(wirings) < 3 or not reflector:
        raise Refusal(
            "tool-rotor-wheels", "Give the machine its card: three wheels or more with names, and a reflector."
        )
    said = [match["said"] for line in lines(text) if (match := SETTING.fullmatch(line))]
    return _set(Machine(wirings, reflector), [*said, *lines(setting[:_READ])])


def run_crib(crib: str, text: str, at: int, machine: Machine) -> list[Found]:
    """Every setting with which a crib comes out behind so many letters; ten milliseconds an order."""
    return [
        Found(order, windows) for order in machine.orders for windows in starts(crib, text, at, machine.wheels(order))
    ]


def has_card(text: str) -> bool:
    """Whether a text shows a wheel."""
    return any(_rows(text[:_READ]))


def setting(machine: Machine) -> str:
    """How a setting is written down."""
    first, last = ([ANY.lower()], []) if machine.is_any else ([], [machine.windows])
    return " ".join([SET.lower(), *first, *machine.order, *last])


def _rows(text: str) -> Iterator[tuple[str, str]]:
    """Rows of 26 letters with the word before each; in a list for the ear that is the cell before it."""
    for line in text.splitlines():
        end = 0
        for match in _WIRING.finditer(line):
            head, end = line[end : match.start()].strip(" ;,.|│-*"), match.end()
            cells = head.split(";")
            words = _WORD.findall(cells[-2] if ":" in "".join(cells[-2:-1]) else cells[-1])
            if words and is_wiring(match[0]) and match[0] != ALPHABET:
                yield words[-1].upper(), match[0]


def _set(machine: Machine, said: list[str]) -> Machine:
    names, windows, is_any = list(machine.wirings)[:3], _FIRST, False
    for one in said[-1:]:
        words = re.findall(r"\w+", one.upper())
        is_any = words[:1] == [ANY]
        given = words[is_any : is_any + 3]
        named = len(given) == 3 and set(given) <= machine.wirings.keys() and len(set(given)) == 3
        names, rest = (given, words[is_any + 3 :]) if named else ([] if is_any else names, words[is_any:])
        windows = "".join(rest) or _FIRST
        if len(windows) != 3 or not set(windows) <= set(ALPHABET) or (is_any and rest):
            such = f"{' '.join(list(machine.wirings)[:3])} ABC"
            raise Refusal("tool-rotor-set", f"Set three wheels and their windows, such as {such}, or the order to any.")
    return Machine(machine.wirings, machine.reflector, tuple(names), windows, is_any)


def _run(args: Mapping[str, str]) -> str:
    text = cipher_letters(args.get("text", ""))
    if not text:
        raise Refusal("tool-rotor-empty", "Give the machine a message.")
    machine = read_machine(args.get("wheels", ""), args.get("set", ""))
    match = _AT.fullmatch(" ".join(args.get("crib", "").split()))
    if match and (crib := letters(match["crib"])[:CRIB]):
        said = _at(crib, text, int(match["at"]) - 1, machine) if match["at"] else _where(crib, text)
    elif machine.is_any:
        raise Refusal("tool-rotor-order", "Set one order to read with, or give a crib to find it.")
    else:
        said = _read(text, machine)
    return "\n".join(said)


def _where(crib: str, text: str) -> list[str]:
    """Where a crib can stand, for whoever slides it."""
    found = places(crib, text)
    if not found:
        return wrap(f"{crib} can stand nowhere: everywhere a letter would stand for itself.", _WIDE)
    can = wrap(f"{crib} can begin at {len(found)} of {len(text)} letters; elsewhere one would stand for itself:", _WIDE)
    return [*can, *wrap(" ".join(str(at + 1) for at in found), _WIDE)]


def _at(crib: str, text: str, at: int, machine: Machine) -> list[str]:
    """What comes of a crib at one place."""
    if not 0 <= at <= len(text) - len(crib):
        return wrap(f"{crib} cannot begin at letter {at + 1}: the message has {len(text)} letters.", _WIDE)
    if clash := clashes(crib, text[at:]):
        char = crib[clash[0]]
        words = f"{crib} cannot begin at letter {at + 1}: its letter {clash[0] + 1} would be {char} for {char}."
        return wrap(words, _WIDE)
    found = run_crib(crib, text, at, machine)
    tried = f"{len(machine.orders) * SETTINGS:,} settings"
    head = wrap(f"{crib} at letter {at + 1}: {len(found) or 'none'} of {tried}.", _WIDE)
    more = [f"and {len(found) - _LISTED} more"] if len(found) > _LISTED else []
    return [*head, *(line for one in found[:_LISTED] for line in _found(one, text, at, machine)), *more]


def _found(one: Found, text: str, at: int, machine: Machine) -> list[str]:
    here = turned(one.windows, at)
    said = encipher(text[: _WIDE - 2], machine.wheels(one.order), one.windows)
    head = f"{' '.join(one.order)}, windows {one.windows} at the start of the message ({here} right before the crib)"
    return ["", *wrap(head, _WIDE), f"  {said}"]


def _read(text: str, machine: Machine) -> list[str]:
    made = encipher(text, machine.wheels(machine.order), machine.windows)
    shown = [*wrap(made, _WIDE), "", f"wheels {' '.join(machine.order)}, windows {machine.windows}"]
    for above, below in zip(_in_rows(text), _in_rows(made), strict=True):
        shown += ["", above, below]
    return shown


def _in_rows(text: str) -> list[str]:
    split = groups(text)
    return [" ".join(split[at : at + _GROUPS_A_ROW]) for at in range(0, len(split), _GROUPS_A_ROW)]


TOOL = Tool(
    id="rotor",
    title="Wheels",
    about="A machine of three wheels: writes, reads, and finds its windows from a word that a message holds.",
    parameters=(
        Parameter(
            id="text",
            label="Message",
            about="The groups as the paper shows them; with the same windows the machine reads what it wrote.",
            tall=True,
            example="BDZGO",
        ),
        Parameter(
            id="wheels",
            label="Card and setting",
            about="A wheel a row, its name and 26 letters; the reflector, likewise; and `set II I III ABC`.",
            tall=True,
            example="I EKMFLGDQVZNTOWYHXUSPAIBRCJ\nII AJDKSIRUXBLHWTMCQGZNPYFVOE\n"
            "III BDFHJLCPRTXVZNYEIWGAKMUSQO\nB YRUHQSLDPXNGOKMIEBFZCWVJAT",
        ),
        Parameter(
            id="set",
            label="Setting",
            about="`II I III ABC`: the wheels from the left and their windows; `any` where the order is not known.",
            tall=False,
            example="I II III AAA",
        ),
        Parameter(
            id="crib",
            label="Crib",
            about="`HELLO` says where it can stand, `HELLO @9` finds the windows with which it stands at letter 9.",
            tall=False,
            example="AAAAA @1",
        ),
    ),
    run=_run,
)
