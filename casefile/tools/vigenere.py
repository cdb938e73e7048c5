"""The Vigenère cipher: each letter goes on in the alphabet by the letter of the keyword over it.

Source: the table of B. de Vigenère, Traicté des chiffres, 1586, with A as the letter that changes nothing.
"""

from collections.abc import Mapping
from itertools import cycle

from casefile.tools.letters import ALPHABET, direction, given, groups, rows
from casefile.tools.tool import Parameter, Tool

_GROUPS_A_ROW = 12


def encipher(text: str, keyword: str) -> str:
    """Write letters with a keyword. Both are letters A to Z and nothing else."""
    return _shift(text, keyword, 1)


def decipher(text: str, keyword: str) -> str:
    """Read what was written with a keyword."""
    return _shift(text, keyword, -1)


def _shift(text: str, keyword: str, way: int) -> str:
    steps = cycle(ALPHABET.index(char) * way for char in keyword)
    return "".join(ALPHABET[(ALPHABET.index(char) + step) % 26] for char, step in zip(text, steps, strict=False))


def _run(args: Mapping[str, str]) -> str:
    text = given(args.get("text", ""), "tool-vigenere-empty", "Give the table a text.")
    writes, said = direction(args.get("key", ""))
    key = given(said, "tool-vigenere-key", "Give the table a keyword, such as LEMON.")
    made = encipher(text, key) if writes else decipher(text, key)
    over = (key * (len(text) // len(key) + 1))[: len(text)]
    shown = [made if not writes else " ".join(groups(made))]
    lines = [line for part in shown for line in rows(part)]
    rolls = [_in_rows(row) for row in (over, text, made)]
    for key_row, text_row, made_row in zip(*rolls, strict=True):
        lines += ["", f"key   {key_row}", f"text  {text_row}", f"      {made_row}"]
    return "\n".join(lines)


def _in_rows(text: str) -> list[str]:
    split = groups(text)
    return [" ".join(split[at : at + _GROUPS_A_ROW - 1]) for at in range(0, len(split), _GROUPS_A_ROW - 1)]


TOOL = Tool(
    id="vigenere",
    title="Vigenère",
    about="Reads a text with a keyword through the Vigenère table; “write” before the keyword writes one.",
    parameters=(
        Parameter(
            id="text",
            label="Text",
            about="The groups as the paper shows them; whatever is no letter is passed over.",
            tall=True,
            example="LXFOP VEFRN HR",
        ),
        Parameter(
            id="key",
            label="Keyword",
            about="`LEMON` reads the text with this keyword, `write LEMON` writes it.",
            tall=False,
            example="LEMON",
        ),
    ),
    run=_run,
)
