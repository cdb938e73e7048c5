"""The plain ways to hide a word in a text, which hide it from nobody."""

import base64
import string
from collections.abc import Iterator

_LETTERS = string.ascii_lowercase


def disguises(phrase: str) -> Iterator[tuple[str, str, bool]]:
    """What a phrase looks like in disguise.

    Yields:
        The disguise in words, what to look for, and whether among letters and digits alone, in lower case.
    """
    bare = "".join(char for char in phrase.casefold() if char.isalnum())
    if bare[::-1] != bare:
        yield "written backwards", bare[::-1], True
    # A run of the alphabet stands in every alphabet, moved along or not.
    for turn in range(1, 1 if bare in _LETTERS else len(_LETTERS)):
        turned = bare.translate(str.maketrans(_LETTERS, _LETTERS[turn:] + _LETTERS[:turn]))
        if turned != bare:
            yield f"each letter moved on by {turn}", turned, True
    for shape in dict.fromkeys((phrase, phrase.lower(), phrase.upper())):
        raw = shape.encode()
        yield "in hex", raw.hex(), True
        yield from (("in base64", encoded, False) for encoded in _base64(raw))


def _base64(raw: bytes) -> Iterator[str]:
    """Base64 of some bytes wherever in a longer text they began, without the ends that depend on their neighbours."""
    for shift, start in enumerate((0, 2, 3)):
        encoded = base64.b64encode(bytes(shift) + raw).decode()
        yield encoded[start : len(encoded) - (0, 3, 2)[(shift + len(raw)) % 3]]
