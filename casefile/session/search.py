"""Finding a passage in opened papers."""

import re
import unicodedata
from collections.abc import Iterable, Iterator

from casefile.session.views import Found, Page

AROUND = 40
"""Characters that are shown on each side of a passage."""
MAX_QUERY = 100


def search(pages: Iterable[Page], query: str, limit: int) -> tuple[Found, ...]:
    """Find a phrase, whatever its case, accents and spacing.

    Args:
        pages: Where to look, in this order.
        query: One phrase; only its first 100 characters count.
        limit: How many passages at most.
    """
    phrase, _ = _folded(query[:MAX_QUERY])
    found: list[Found] = []
    for page in pages if phrase.strip() else ():
        for passage in _passages(page, phrase.strip()):
            found.append(passage)
            if len(found) >= limit:
                return tuple(found)
    return tuple(found)


def _passages(page: Page, phrase: str) -> Iterator[Found]:
    for number, block in enumerate(page.blocks):
        text = block.text
        folded, origin = _folded(text)
        at = folded.find(phrase)
        while at >= 0:
            start, end = origin[at], origin[at + len(phrase) - 1] + 1
            yield Found(
                paper=page.id,
                title=page.title,
                block=number,
                before=_flat(_before(text[:start])),
                match=_flat(text[start:end]),
                after=_flat(_after(text[end:])),
            )
            at = folded.find(phrase, at + len(phrase))


def _before(text: str) -> str:
    """The last words of a text; an ellipsis says that it began earlier."""
    if len(text) <= AROUND:
        return text
    cut = text[-AROUND:]
    whole = cut if text[-AROUND - 1].isspace() else "".join(re.split(r"(\s)", cut, maxsplit=1)[1:]) or cut
    return f"… {whole.lstrip()}"


def _after(text: str) -> str:
    """The first words of a text; an ellipsis says that it goes on."""
    if len(text) <= AROUND:
        return text
    cut = text[:AROUND]
    whole = cut if text[AROUND].isspace() else re.sub(r"\s\S*\Z", "", cut)
    return f"{whole.rstrip()} …"


def _folded(text: str) -> tuple[str, list[int]]:
    """The text without case, accents and doubled spaces, and for each character where it came from."""
    kept: list[str] = []
    origin: list[int] = []
    for place, char in enumerate(text):
        if char.isspace():
            folded = "" if kept and kept[-1] == " " else " "
        elif char.isascii():
            folded = char.lower()
        else:
            bare = unicodedata.normalize("NFKD", char).casefold()
            folded = "".join(part for part in bare if not unicodedata.combining(part))
        kept += folded
        origin += [place] * len(folded)
    return "".join(kept), origin


def _flat(text: str) -> str:
    return text.replace("\n", " ")
