"""Lists in running text, such as “the four visitors were a tuner, a reader, a merchant and an agent”."""

import re

_LIST = re.compile(
    r"(?P<head>[^.:;!?\n]{3,60}?)(?:\s+(?:were|are|was|is)|:)\s+"
    r"(?P<items>[^.:;!?\n,]{1,40}(?:,\s[^.:;!?\n,]{1,40}){1,6},?\s(?:and|or)\s[^.:;!?\n,]{1,40})[.;!?\n]"
)
_LONGEST = 4000
"""Characters of a passage that are looked through."""
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_RANGE = re.compile(rf"\b({'|'.join(_DAYS)})\s+to\s+({'|'.join(_DAYS)})\b")
_NUMBER = r"(?:two|three|four|five|six|seven|eight)"
_BEFORE = re.compile(rf"^(?:the|all|these|our|their)?\s*(?:{_NUMBER}\s+)?", re.IGNORECASE)
_BEHIND = re.compile(rf"\s+(?:the|all|these)\s+{_NUMBER}$", re.IGNORECASE)


def lists_in(text: str) -> list[str]:
    """The lists in a passage as lines for the grid: `Visitors: a tuner, a reader, a merchant, an agent`."""
    text = text[:_LONGEST]
    found = [_line(match["head"], match["items"]) for match in _LIST.finditer(f"{' '.join(text.split())}\n")]
    for first, last in _RANGE.findall(text):
        days = _DAYS[_DAYS.index(first) : _DAYS.index(last) + 1]
        if len(days) > 1:
            found.append(f"Day: {', '.join(days)}")
    return list(dict.fromkeys(found))


def _line(head: str, items: str) -> str:
    label = _BEHIND.sub("", _BEFORE.sub("", head.strip())).strip()
    things = (thing.strip() for thing in re.split(r",\s(?:(?:and|or)\s)?|\s(?:and|or)\s", items))
    return f"{label[:1].upper()}{label[1:]}: {', '.join(filter(None, things))}"
