"""Ways to write one English answer that a fair lock takes alike."""

import re
from collections.abc import Iterator

_PAIRS = (
    "analyse analyze",
    "armour armor",
    "catalogue catalog",
    "centre center",
    "cheque check",
    "cipher cypher",
    "colour color",
    "defence defense",
    "dialogue dialog",
    "favour favor",
    "fibre fiber",
    "grey gray",
    "harbour harbor",
    "honour honor",
    "jewellery jewelry",
    "kerb curb",
    "labour labor",
    "licence license",
    "litre liter",
    "metre meter",
    "mould mold",
    "moustache mustache",
    "neighbour neighbor",
    "parlour parlor",
    "plough plow",
    "practise practice",
    "programme program",
    "pyjamas pajamas",
    "rumour rumor",
    "sabre saber",
    "sceptic skeptic",
    "storey story",
    "sulphur sulfur",
    "theatre theater",
    "traveller traveler",
    "tyre tire",
    "vapour vapor",
    "whisky whiskey",
)
"""British and American."""
_ALSO = {"check", "curb", "license", "meter", "mold", "practice", "program", "story", "tire"}
"""American spellings that are British words, too: a gas meter is read on both sides."""
_OTHER = {one: other for pair in _PAIRS for one, other in (pair.split(), pair.split()[::-1]) if one not in _ALSO}
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY_FIRST = re.compile(rf"(\d{{1,2}}) ({_MONTHS})\b", re.IGNORECASE)
_MONTH_FIRST = re.compile(rf"\b({_MONTHS}) (\d{{1,2}})\b", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?) (?=\w)", re.IGNORECASE)


def other_ways(text: str, language: str) -> Iterator[str]:
    """The same answer in the other spelling, without its article, with day and month the other way round."""
    if not language.startswith("en"):
        return
    respelt = re.sub(r"[a-z]+", lambda found: _OTHER.get(found[0], found[0]), text.lower())
    ways = [respelt, _ARTICLE.sub("", text, count=1) if _ARTICLE.match(text) else text]
    ways += [_DAY_FIRST.sub(r"\2 \1", text), _MONTH_FIRST.sub(r"\2 \1", text)]
    yield from (way for way in ways if way.lower() != text.lower())
