"""The shape of an answer as its box shows it: lengths of words, a number of words, places of digits."""

import re

_LENGTHS = re.compile(r"\((\d+(?:[ ,-]\d+)*)\)")
_WORDS = re.compile(r"\((\d+) [^\W\d]+\)")
_DIGITS = re.compile(r"[#0](?:[ .:/-]?[#0])*")
_WORD = re.compile(r"[^\W_]+")


def fits(pattern: str, answer: str) -> bool:
    """Whether an answer is of the shape that a pattern shows; a pattern of some other kind says nothing of it."""
    words = _WORD.findall(answer)
    if found := _LENGTHS.fullmatch(pattern.strip()):
        return [len(word) for word in words] == list(map(int, re.split("[ ,-]", found[1])))
    if found := _WORDS.fullmatch(pattern.strip()):
        return len(words) == int(found[1])
    if _DIGITS.fullmatch(pattern.strip()):
        return sum(char.isdecimal() for char in answer) == sum(char in "#0" for char in pattern)
    return True
