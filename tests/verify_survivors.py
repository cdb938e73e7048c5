"""Who can it still be? Finds the survivors of LYREBIRD's acts from nothing but what line mode printed.

Stands alone: it imports nothing of casefile and knows no source, no seed and no world. It reads a transcript on
standard input and prints one survivor a line, or `contradiction:` and what does not agree.

    python verify_survivors.py < transcript

What it relies on is what a careful reader would: a register lists everybody once, in any order, in a table under heads
of its own or in sentences, with a place, two times and the minutes between them; the count below it agrees with the
places; the hours that matter stand in two papers.
"""

import re
import sys
from dataclasses import dataclass, field

SUBJECTS = {
    "copier": "copier",
    "key 31": "key",
    "terminal 4": "terminal",
    "line 12": "line",
    "enlarger": "enlarger",
    "posting list": "posting list",
    "blotting paper": "blotting paper",
    "folder of letters": "folder of letters",
    "passage telephone": "passage telephone",
    "spare copy": "spare copy",
    "exercise machine": "exercise machine",
    "docket for the float": "float",
}
"""What each register is about, as its papers call it."""

HEADS = {
    "name": {"name"},
    "place": {"place", "door", "reached at"},
    "since": {"in", "from"},
    "until": {"out", "until"},
    "minutes": {"min"},
}
"""How registers may head what they tell of everybody; the columns stand in any order."""

_CLOCK = re.compile(r"\b([01]\d|2[0-3])\.([0-5]\d)\b")
_WINDOW = re.compile(
    r"\b(?:[Bb]etween|[Ff]rom) (\d\d\.\d\d) (?:and|to) (\d\d\.\d\d)\b|(?<=, )(\d\d\.\d\d) to (\d\d\.\d\d)\b"
)
_SENTENCE = re.compile(r"(?:^|- )\*?([A-Z][^,.]*?)\*?, (?:([a-z][^,.]*), )?(\d\d\.\d\d) to (\d\d\.\d\d), (\d+) min\.")
"""Where somebody was, in a sentence: name, place (unless the head above gives it), two times, minutes."""
_HEAD = re.compile(r"-- (.+) --")
_PARTICULARS = re.compile(r"^[a-z]+( · [^·]+)+$")


class Contradiction(Exception):  # noqa: N818  it is a finding
    """Two things that were read cannot both hold."""


@dataclass
class Paper:
    """A paper as it was printed: paragraphs in one line each, and tables."""

    title: str
    paragraphs: list[str] = field(default_factory=list)
    tables: list[list[list[str]]] = field(default_factory=list)


@dataclass(frozen=True)
class Row:
    """Where one of them was."""

    name: str
    place: str
    since: int
    until: int


def main() -> int:
    try:
        sys.stdout.write("\n".join(survivors(sys.stdin.read())) + "\n")
    except Contradiction as found:
        sys.stdout.write(f"contradiction: {found}\n")
        return 1
    return 0


def survivors(transcript: str) -> list[str]:
    """Names that no register excludes, in the order of the list of suspects."""
    papers = read_papers(transcript)
    suspects = read_suspects(transcript)
    registers = [(paper, listed) for paper in papers for listed in registers_of(paper)]
    if not registers:
        raise Contradiction("there is no register in what was printed")
    left = list(suspects)
    seen: dict[str, list[Row]] = {}
    for paper, listed in registers:
        subject = subject_of(paper)
        rows = read_register(paper.title, listed, suspects)
        if seen.setdefault(subject, rows) != rows:
            raise Contradiction(f"{paper.title}: it was printed twice, and differently")
        check_count(paper, rows)
        start, end = window_of(subject, papers)
        for row in rows:
            if row.since <= start and row.until >= end:
                left = [name for name in left if name != row.name]
    return left


def read_papers(transcript: str) -> list[Paper]:
    """Cut the transcript at each line of particulars: the line above it is a paper's title."""
    lines = transcript.splitlines()
    starts = [number for number, line in enumerate(lines) if number and _PARTICULARS.match(line) and lines[number - 1]]
    papers = []
    for start, end in zip(starts, [*starts[1:], len(lines) + 1], strict=True):
        papers.append(read_paper(lines[start - 1], lines[start + 1 : end - 1]))
    return papers


def read_paper(title: str, lines: list[str]) -> Paper:
    paper = Paper(title)
    for stanza in "\n".join(lines).split("\n\n"):
        rows = [line for line in stanza.splitlines() if line.strip()]
        if any(re.fullmatch(r"[-+ ]+", row) for row in rows) and " | " in rows[0]:
            cells = [[cell.strip() for cell in row.split("|")] for row in rows if not re.fullmatch(r"[-+ ]+", row)]
            paper.tables.append(cells)
        elif rows:
            paper.paragraphs.append(" ".join(row.strip() for row in rows))
    return paper


def read_suspects(transcript: str) -> list[str]:
    """The surnames of the names that the question lists, in its order."""
    found = re.search(r"^ *\| name +\|.*\n[-+ ]+\n((?:.*\|.*\n?)+)", transcript, re.MULTILINE)
    if not found:
        raise Contradiction("the list of suspects was not printed")
    return [row.split("|")[1].split()[-1] for row in found[1].splitlines()]


def registers_of(paper: Paper) -> list[list[list[str]]]:
    """What a paper lists of everybody: name, place, two times and minutes, as they are printed."""
    found = []
    for table in paper.tables:
        columns = columns_of(table)
        if len(columns) == len(HEADS):
            found.append([[cells[at] for at in columns] for cells in table[1:]])
    said, room = [], ""
    for text in paper.paragraphs:
        if head := _HEAD.fullmatch(text):
            room = head[1].casefold()
        said += [[name.split()[-1], place or room, *rest] for name, place, *rest in _SENTENCE.findall(text)]
    return [*found, said] if said else found


def columns_of(table: list[list[str]]) -> list[int]:
    """Where a register has name, place, two times and minutes; fewer than five where it is none."""
    head = [cell.casefold() for cell in table[0]]
    return [at for words in HEADS.values() for at, cell in enumerate(head) if cell in words]


def subject_of(paper: Paper) -> str:
    text = " ".join(paper.paragraphs).casefold()
    subjects = [subject for words, subject in SUBJECTS.items() if words in text]
    if len(subjects) != 1:
        raise Contradiction(f"{paper.title}: it is not clear what the register is about")
    return subjects[0]


def read_register(title: str, listed: list[list[str]], suspects: list[str]) -> list[Row]:
    rows = []
    for name, place, since, until, minutes in listed:
        start, end = clock(title, since), clock(title, until)
        if not minutes.isdigit() or (end - start) % 1440 != int(minutes):
            raise Contradiction(f"{title}: {name} from {since} until {until} is not {minutes} minutes")
        rows.append(Row(name, place, start, end if end >= start else end + 1440))
    names = [row.name for row in rows]
    if sorted(names) != sorted(suspects):
        odd = sorted(set(names) ^ set(suspects)) or sorted({name for name in names if names.count(name) > 1})
        raise Contradiction(f"{title}: not everybody stands there once: {', '.join(odd)}")
    return rows


def check_count(paper: Paper, rows: list[Row]) -> None:
    there: dict[str, int] = {}
    for row in rows:
        there[row.place] = there.get(row.place, 0) + 1
    counts = [text for text in paper.paragraphs if re.match(r"[A-Z][a-z ]+: [a-z' ]+ \d", text)]
    said = [{place: int(count) for place, count in re.findall(r"[:;,] ([a-z' ]+?) (\d+)", text)} for text in counts]
    if len(said) != 1 or said[0].pop("total", len(rows)) != len(rows) or said[0] != there:
        raise Contradiction(f"{paper.title}: the count by place is not what the rows say")


def window_of(subject: str, papers: list[Paper]) -> tuple[int, int]:
    """The hours that matter, which every paragraph that names them must name alike."""
    words = next(words for words, name in SUBJECTS.items() if name == subject)
    stated = []
    for paper in papers:
        for text in paper.paragraphs:
            if words in text.casefold():
                stated += [(paper.title, pair) for pair in windows(text)]
    if len({title for title, _ in stated}) < 2:
        raise Contradiction(f"the hours of the {subject} do not stand in two papers")
    if len({pair for _, pair in stated}) != 1:
        raise Contradiction(f"the papers do not agree about the hours of the {subject}")
    start, end = stated[0][1]
    return clock("", start), clock("", end)


def windows(text: str) -> list[tuple[str, str]]:
    return [(first or third, second or fourth) for first, second, third, fourth in _WINDOW.findall(text)]


def clock(title: str, text: str) -> int:
    found = _CLOCK.fullmatch(text)
    if not found:
        raise Contradiction(f"{title}: {text!r} is no time of day")
    return int(found[1]) * 60 + int(found[2])


if __name__ == "__main__":
    sys.exit(main())
