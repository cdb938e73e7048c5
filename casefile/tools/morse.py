"""Morse, both ways: dots and dashes, recorder bars, or the words short and long.

Source of the code: Recommendation ITU-R M.1677-1, part I, section 1.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from textwrap import fill, wrap

from casefile.errors import Refusal
from casefile.tools.tool import Parameter, Tool

_SIGNS_IN_ORDER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.,:?'-/()=+@"
_CODES_IN_ORDER = """
    .- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..
    ----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----.
    .-.-.- --..-- ---... ..--.. .----. -....- -..-. -.--. -.--.- -...- .-.-. .--.-.
"""

CARD: dict[str, str] = dict(zip(_SIGNS_IN_ORDER, _CODES_IN_ORDER.split(), strict=True))
"""Sign to code; letters and figures first, in the order of a printed card."""

ASCII_BARS: dict[str, str] = {"▁": "1", "▂": ".", "▃": "3", "▄": "4", "▅": "5", "▆": "6", "▇": "-"}
"""What stands for a recorder's bars where they cannot be drawn: the height, and the two that are Morse as Morse."""

_SIGNS = {code: sign for sign, code in CARD.items()}
_MARKS = str.maketrans("·•▂–—−_▇", "...-----")
_WORDS = {"short": ".", "dot": ".", "dit": ".", "di": ".", "long": "-", "dash": "-", "dah": "-"}
_BARS = "▁▂▃▄▅▆▇█"
_CLOCK = re.compile(r"^\s*\d{1,2}[.:]\d\d(?:[.:]\d\d)?(?=\s|$)")
_LEVEL = re.compile(r"(?<!\S)\d+\s*$")
_GROUP = re.compile(rf"[.\-·•–—−_{_BARS}1-7]+")
_CLEAR = re.compile(r"[A-Za-z0-9]")
_MAX = 20_000


@dataclass(frozen=True, slots=True)
class Row:
    """One group of marks and the sign that it is."""

    source: str
    """The line that it stood in, as given."""
    marks: str
    """In dots and dashes; what is neither is kept as it stood."""
    sign: str
    """`?` when no sign is written so, and a space for a line that holds no marks: a pause between two words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read."""

    text: str
    rows: tuple[Row, ...]
    unread: tuple[str, ...]
    """Lines or groups that are no sign."""


def read(text: str) -> Reading:
    """Read Morse.

    A line with one group is one sign, so that the lines of a recorder's strip may be given as they stand: a clock
    before and a level behind are left out, and a line with neither bars nor words is the pause between two words.
    In a line with several groups a space parts two signs; `/`, `|` or three spaces part two words.

    Args:
        text: Any text; a semicolon ends a line.
    """
    rows: list[Row] = []
    for line in text[:_MAX].replace(";", "\n").splitlines():
        if line.strip():
            rows.extend(_rows(line))
        elif rows:
            rows.append(Row("", "", " "))
    # A stretch of noise is one question mark apart from the words, not a page of them.
    signs = re.sub(r"~+", " ? ", "".join("~" if _is_noise(row) else row.sign for row in rows))
    unread = dict.fromkeys(row.source.strip() for row in rows if row.sign == "?")
    return Reading(" ".join(signs.split()), tuple(rows), tuple(unread))


def write(text: str) -> str:
    """Write a text as Morse: a space between signs, ` / ` between words. What has no sign stands as `?`."""
    words = text[:_MAX].upper().split()
    return " / ".join(" ".join(CARD.get(char, "?") for char in word) for word in words)


def _rows(line: str) -> list[Row]:
    body = _LEVEL.sub("", _CLOCK.sub("", line)) if _CLOCK.match(line) else line
    spoken = re.findall(r"[a-z]+|\d+", body.lower())
    if any(word in _WORDS for word in spoken):
        return [Row(line, *_sign(marks)) for marks in _spoken(body)]
    words = [_GROUP.findall(word) for word in re.split(r"\s*[/|]\s*|\s{3,}", body.strip())]
    words = [groups for groups in words if groups]
    if not words:
        return [Row(line, "", "?" if spoken and "nothing" not in spoken else " ")]
    rows: list[Row] = []
    for groups in words:
        rows += [Row(line if len(words) == len(groups) == 1 else group, *_sign(group)) for group in groups]
        if len(words) > 1 or len(groups) > 1:
            rows.append(Row("", "", " "))
    return rows


def _spoken(body: str) -> list[str]:
    """Marks said in words: a comma parts two signs only where every part is nothing but short and long."""
    parts = [re.findall(r"[a-z]+|\d+", part) for part in body.lower().split(",")]
    if all(part and all(word in _WORDS for word in part) for part in parts) and any(len(part) > 1 for part in parts):
        return ["".join(_WORDS[word] for word in part) for part in parts]
    return ["".join(_WORDS.get(word, "" if word == "height" else word) for part in parts for word in part)]


def _is_noise(row: Row) -> bool:
    return row.sign == "?" and not set(row.marks) <= set(".-")


def _sign(marks: str) -> tuple[str, str]:
    code = marks.translate(_MARKS)
    return code, _SIGNS.get(code, "?")


def _run(args: Mapping[str, str]) -> str:
    text = args.get("text", "")
    if not text.strip():
        raise Refusal("tool-morse-empty", "Give the tool Morse to read, or words to write as Morse.")
    reading = read(text)
    if any(row.marks and row.sign not in " ?" for row in reading.rows) or not _CLEAR.search(text):
        return _report(reading)
    return fill(write(text), 76)


def _report(reading: Reading) -> str:
    shown = [f"  {_cut(row.source.strip(), 44):<44}  {_cut(row.marks, 14):<14}  {row.sign}" for row in reading.rows]
    report = [*wrap(reading.text or "Nothing here is Morse.", 76), "", *(line.rstrip() for line in shown)]
    if reading.unread:
        one = len(reading.unread) == 1
        report += [
            "",
            "1 line is no sign of the code." if one else f"{len(reading.unread)} lines are no sign of the code.",
        ]
    return "\n".join(report)


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


TOOL = Tool(
    id="morse",
    title="Morse",
    about="Reads Morse from dots and dashes, bars or the words short and long; writes any text as Morse.",
    parameters=(
        Parameter(
            id="text",
            label="Text or Morse",
            about="Dots and dashes, rows of a strip, `short long short`; or plain words.",
            tall=True,
            example=".-.. -.-- .-. .",
        ),
    ),
    run=_run,
)
