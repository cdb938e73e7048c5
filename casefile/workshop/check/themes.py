"""What a content note has to say, and what no paper needs to say; by lists of English words."""

import re
from collections.abc import Iterator

from casefile.source.problems import Problem
from casefile.workshop.check.rule import Sources

_OFTEN = 3
"""Somebody is killing time in many a harmless case; three such words make a theme."""

_THEMES = {
    # theme: words of a paper that belong to it; words of a note that speak of it
    "violence": (
        r"kill(?:s|ed|er|ing)|murder\w*|stab(?:bed|bing)|blood\w*|bomb\w*|corpse|strangl\w+|beaten|wound(?:s|ed)|tortur\w+"
        r"|poison\w*|gun(?:s|shot)?|shot dead|assault\w*",
        r"violen\w+|kill\w*|murder\w*|blood\w*|weapon\w*|attack\w*|injur\w+|tortur\w+|death\w*|assault\w*|dead|poison\w*",
    ),
    "bereavement": (
        r"funeral\w*|widow\w*|orphan\w*|graves?|graveside|mourn\w*|suicid\w+|bereav\w+|buried|drowned",
        r"death\w*|bereav\w+|grie\w+|loss|suicid\w+|d(?:ie|ies|ied|ying)|dead|mourn\w*|funeral\w*",
    ),
    "coercion": (
        r"blackmail\w*|hostage\w*|kidnap\w*|threat\w*|extort\w*|abduct\w*|ransom\w*",
        r"coerc\w+|threat\w*|blackmail\w*|hostage\w*|kidnap\w*|abduct\w*|extort\w*",
    ),
}
_TRADE = re.compile(
    r"\b(detonators?|blasting caps?|semtex|thermite|nitroglycerine?|sarin|anfo|tatp|pipe bombs?|primer cord"
    r"|precursor chemicals?)\b",
    re.IGNORECASE,
)
"""Words of a trade that no story needs. Which guarded sites are real, a list of words cannot know."""


def forewarned(sources: Sources) -> Iterator[Problem]:
    """Themes that the content note keeps quiet about, and words of a trade that no paper should teach."""
    if not sources.case.file.language.startswith("en"):
        return
    docs = sources.case.docs.values()
    text = "\n".join(doc.body for doc in docs)
    for theme, (written, warned) in _THEMES.items():
        found = [match[0] for match in re.finditer(rf"\b(?:{written})\b", text, re.IGNORECASE)]
        if len(found) >= _OFTEN and not re.search(rf"\b(?:{warned})\b", sources.case.file.note, re.IGNORECASE):
            words = ", ".join(sorted({word.casefold() for word in found})[:3])
            sentence = f"the content note says nothing of {theme}, and the papers do ({words})."
            yield sources.problem("CF-F10", "case.toml", ("note",), sentence, "Say it in half a sentence.")
    for doc in docs:
        for match in _TRADE.finditer(doc.body):
            line = doc.line + doc.body.count("\n", 0, match.start())
            sentence = f'names "{match[0]}"; a story needs no detail that would work.'
            yield Problem(doc.path, line, "CF-F10", sentence, "Say what it does to people, not how it is made.")
