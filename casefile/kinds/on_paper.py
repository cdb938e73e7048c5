"""How a cipher stands on paper: its groups and its rules card, drawn and in words."""

from collections.abc import Sequence
from textwrap import wrap
from typing import Any

from casefile.tools.letters import groups


def grouped(name: str, text: str, size: int = 5, a_line: int = 10) -> dict[str, Any]:
    """A cipher text as figure and as words for it: `name`, `name_alt`, and `groups` one by one."""
    split = groups(text, size)
    lines = [split[at : at + a_line] for at in range(0, len(split), a_line)]
    said = ("; ".join(", ".join(" ".join(group) for group in line) for line in lines)) + "."
    return {name: "\n".join(" ".join(line) for line in lines), f"{name}_alt": said, f"{name}_groups": split}


def card(rules: Sequence[str], drawn: Sequence[str] = (), said: str = "") -> dict[str, str]:
    """The rules card: numbered sentences, then what is drawn beneath them."""
    lines = [
        line
        for number, rule in enumerate(rules, 1)
        for line in wrap(rule, 72, initial_indent=f"{number}. ", subsequent_indent="   ")
    ]
    spoken = "; ".join([*(rule.removesuffix(".") for rule in rules), *filter(None, [said])])
    return {"card": "\n".join([*lines, *([""] if drawn else []), *drawn]), "card_alt": f"{spoken}."}
