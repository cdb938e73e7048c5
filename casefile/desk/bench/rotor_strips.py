"""What stands on the strips of the machine of three wheels."""

from __future__ import annotations

import re
from dataclasses import dataclass

from casefile.desk.bench.tool import Strips
from casefile.tools.crib import cipher_letters
from casefile.tools.letters import letters
from casefile.tools.rotor import CRIB, SETTING, Machine, has_card, read_machine, setting
from casefile.tools.rotor_machine import encipher
from casefile.tools.tool import lines

_CRIB = re.compile(r"crib\s+(?P<crib>\S.*)", re.IGNORECASE)
_MESSAGE = re.compile(r"^\W*(?:[A-Z]{5}\s+){2}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Look:
    """The strips as they were read."""

    text: str = ""
    machine: Machine | None = None
    crib: str = ""
    """Of the last line that begins with `crib`."""
    second: str = ""


def look(strips: Strips) -> Look:
    """Read the message, the card, the setting and the crib."""
    cribs = [match["crib"] for line in lines(strips.second) if (match := _CRIB.fullmatch(line))]
    machine = read_machine(strips.second) if strips.second.strip() else None
    if machine and not machine.is_any:
        encipher("A", machine.wheels(machine.order), machine.windows)  # so that no turn of a wheel has to wait for it
    return Look(cipher_letters(strips.first), machine, letters("".join(cribs[-1:]))[:CRIB], strips.second)


def lay(text: str, strips: Strips) -> Strips:
    """A card goes on the second strip, a message on the first; beside a message, words are a crib."""
    first, second = strips.first, strips.second.rstrip()
    if has_card(text):
        return Strips(first, "\n".join(filter(None, [second, text.rstrip()])))
    if not first.strip() or _MESSAGE.search(text):
        return Strips(text, strips.second)
    return Strips(first, "\n".join(filter(None, [second, f"crib {' '.join(text.split())}"])))


def with_setting(second: str, machine: Machine) -> str:
    """The second strip with this setting instead of what was set."""
    kept = [line for line in second.rstrip().splitlines() if not SETTING.fullmatch(line.strip())]
    return "\n".join([*kept, setting(machine)])
