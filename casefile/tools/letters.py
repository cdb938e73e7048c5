"""The twenty-six letters, as hand ciphers know them: no case, no marks, no spaces."""

import unicodedata
from textwrap import wrap

from casefile.errors import Refusal

ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
LETTERS_MAX = 4_000
_WRITE = "WRITE "


def letters(text: str) -> str:
    """The letters A to Z of a text as capitals, accents off; of a longer text the first 4,000."""
    plain = unicodedata.normalize("NFKD", text[: 8 * LETTERS_MAX]).upper()
    return "".join(char for char in plain if char in ALPHABET)[:LETTERS_MAX]


def mixed(keyword: str, alphabet: str = ALPHABET) -> str:
    """An alphabet that begins with a keyword, each letter once, and goes on with what is left."""
    return "".join(dict.fromkeys(char for char in keyword + alphabet if char in alphabet))


def groups(text: str, size: int = 5) -> list[str]:
    """A text in groups; the last may be short."""
    return [text[at : at + size] for at in range(0, len(text), size)]


def rows(text: str, width: int = 76) -> list[str]:
    """Letters without spaces in lines, or in groups where there are spaces."""
    return wrap(text, width) or [""]


def direction(key: str) -> tuple[bool, str]:
    """Whether a key is to write with, `write LEMON`, and the key itself."""
    said = " ".join(key.split())
    if said.upper().startswith(_WRITE):
        return True, said[len(_WRITE) :]
    return False, said


def given(args: str, refusal: str, why: str) -> str:
    """The letters of what a tool was given.

    Raises:
        Refusal: There are none.
    """
    found = letters(args)
    if not found:
        raise Refusal(refusal, why)
    return found
