"""Normal forms: which ways of writing an answer are one answer. Fixed by the format, never changed within it."""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

from casefile.errors import Refusal
from casefile.vault.limits import ANSWER_CODE_POINTS, NAME_MAX

UNIDATA = unicodedata.unidata_version
"""Version of Unicode that this machine normalises with; a pack says which one its answers were sealed with."""

REMEMBERED = 4_096
"""Texts whose normal form is known: a new answer is held against every one that was given before."""
_CARD = re.compile(rf"[\x21-\x7e]{{1,{NAME_MAX}}}")


def normalise(raw: str, normal: str = "text") -> str:
    """Bring one field of an answer into its normal form.

    Args:
        raw: What was typed, or a card's id.
        normal: `text`: letters, numbers and marks without case or compatibility forms, one space between words.
            `digits`: only the decimal digits of that, as 0–9. `code`: that without spaces. `words`: its distinct
            words in sorted order. `card`: a card's id as it stands.

    Raises:
        Refusal: `answer-empty`, `answer-long`, `answer-unassigned` (characters that this machine's Unicode does
            not know), `answer-card`.
    """
    # Before any Unicode work: normalising is quadratic in the number of marks.
    if len(raw) > ANSWER_CODE_POINTS:
        raise _long()
    if normal == "card":
        return _card(raw)
    form = _FORMS[normal](_text(raw))
    if not form:
        raise Refusal("answer-empty", "There is nothing in this answer to try.")
    if len(form) > ANSWER_CODE_POINTS:
        raise _long()
    return form


@lru_cache(REMEMBERED)
def _text(raw: str) -> str:
    if any(unicodedata.category(char) in ("Cn", "Cs") for char in raw):
        raise Refusal("answer-unassigned", "The answer holds a character that is not in use. Type it anew.")
    text = unicodedata.normalize("NFKC", raw)
    text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = unicodedata.normalize("NFKC", text.casefold())
    return " ".join("".join(char if unicodedata.category(char)[0] in "LNM" else " " for char in text).split())


def _digits(text: str) -> str:
    return "".join(str(unicodedata.decimal(char)) for char in text if unicodedata.category(char) == "Nd")


def _words(text: str) -> str:
    return " ".join(sorted(set(text.split())))


def _code(text: str) -> str:
    return text.replace(" ", "")


def _card(raw: str) -> str:
    if not raw:
        raise Refusal("answer-empty", "A slot is still empty.")
    if not _CARD.fullmatch(raw):
        raise Refusal("answer-card", "A slot holds something that is not a card.")
    return raw


def _long() -> Refusal:
    return Refusal("answer-long", f"An answer has at most {ANSWER_CODE_POINTS} characters.")


_FORMS: dict[str, Callable[[str], str]] = {"text": str, "digits": _digits, "code": _code, "words": _words}
