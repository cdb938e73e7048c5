"""Every file of a case as it reads once one thing has its new id."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from casefile.errors import Refusal
from casefile.source.case import Case
from casefile.source.document import cut
from casefile.workshop.renaming.ids import Change
from casefile.workshop.renaming.places import Sheet, edits
from casefile.workshop.renaming.tokens import edited
from casefile.workshop.renaming.words import Words

_STEP = re.compile(r"^(## [^{]*\{)(.*)(\}\s*)$")
_SUBJECTS = {"answer": "puzzle", "hint": "puzzle", "decide": "decision"}
_LISTS = {"needs": "puzzle", "profiles": "profile", "open": "paper", "hint": "paper"}
_STATES = {"opened": "paper", "shut": "paper", "shown": "puzzle", "hidden": "puzzle", "solved": "puzzle"} | {
    "ending": "ending",
    "message": "message",
}
_PATH = re.compile(r"(\S+)(:\d+)")
_CONTEXT = re.compile(r'^((?:#~ )?msgctxt ")([^"]*)(".*)$', re.DOTALL)
_QUOTED = re.compile(r'"(?:\{\{.*?\}\}|\{%.*?%\}|[^"])*"')


@dataclass
class Rewritten:
    """What becomes of a case's files."""

    texts: dict[str, str] = field(default_factory=dict)
    """Path to new text, of files that change."""
    moves: dict[str, str] = field(default_factory=dict)
    """Files and folders to their new paths."""

    def moved(self, path: str) -> str:
        """Where a file lies afterwards."""
        for old, new in self.moves.items():
            if path == old or path.startswith(old + "/"):
                return new + path[len(old) :]
        return path


def rewrite(case: Case, root: Path, changes: list[Change]) -> Rewritten:
    """Write one thing's new id into every file of a case; nothing on the disk is touched.

    Raises:
        Refusal: `rename-read`: a file that the case itself does not need cannot be read.
    """
    found = Rewritten()
    for change in changes:
        found.moves |= _moves(case, change)
    for path, way in _files(case, root).items():
        before = _read(root, path)
        text = before
        for change in changes:
            text = way(text, change, found)
        if text != before:
            found.texts[path] = text
    return found


def _read(root: Path, path: str) -> str:
    try:
        # Bytes, not `read_text`: line ends stay as they are.
        return (root / path).read_bytes().decode("utf-8")
    except UnicodeDecodeError as fault:
        raise Refusal("rename-read", f"{path} is not UTF-8; save it as UTF-8, and rename then.") from fault


_Way = Callable[[str, Change, Rewritten], str]


def _files(case: Case, root: Path) -> dict[str, _Way]:
    found: dict[str, _Way] = {}
    decisions = tuple(entry.id for entry in case.file.decisions)
    for kind in ("case", "cast", "world"):
        if (root / f"{kind}.toml").is_file():
            found[f"{kind}.toml"] = _table(kind, options_of=decisions)
    for doc in case.docs.values():
        found[doc.path] = _paper
    for puzzle in case.made.values():
        fields = puzzle.about.fields
        cards = tuple(number for number, entry in enumerate(fields) if entry.normal == "card")
        found[puzzle.path] = _table("puzzle", cards=cards, form=puzzle.about.form)
        folder = PurePosixPath(puzzle.path).parent
        for beside in sorted(filter(_is_plain, (root / folder).glob("*.md"))):
            found[f"{folder}/{beside.name}"] = _hints
        if puzzle.plan:
            found[puzzle.plan.path] = _plan(cards)
    for path in sorted(filter(_is_plain, [*root.glob("i18n/*.po"), *root.glob("i18n/*.pot")])):
        found[path.relative_to(root).as_posix()] = _catalogue
    return found


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _moves(case: Case, change: Change) -> dict[str, str]:
    if change.sort == "paper":
        path = case.docs[change.old].path
        return {path: str(PurePosixPath(path).with_name(f"{change.new}.md"))}
    if change.sort == "puzzle":
        folder = PurePosixPath(case.made[change.old].path).parent
        # A folder is often called `p01-and-what-it-is`; what follows the id stays.
        if folder.name == change.old or folder.name.startswith(change.old + "-"):
            return {str(folder): str(folder.with_name(change.new + folder.name[len(change.old) :]))}
    return {}


def _table(kind: str, **about: object) -> _Way:
    def way(text: str, change: Change, _: Rewritten) -> str:
        return edited(text, edits(Sheet(kind, text, **about), change))  # type: ignore[arg-type]

    return way


def _paper(text: str, change: Change, _: Rewritten) -> str:
    parts = cut(text.replace("\r\n", "\n"))
    if parts is None:
        return text
    lines = text.split("\n")
    front = "\n".join(lines[1 : parts.front.count("\n") + 2])
    rest = text[len(lines[0]) + 1 + len(front) :]
    return lines[0] + "\n" + edited(front, edits(Sheet("doc", front), change)) + Words(change).template(rest)


def _hints(text: str, change: Change, _: Rewritten) -> str:
    words = Words(change)

    def step(line: str) -> str:
        found = _STEP.match(line)
        if not found:
            return line
        parts = [part.partition("seen:") for part in found[2].split(";")]
        about = ";".join(head + colon + re.sub(r"[^\s,]+", lambda one: words.condition(one[0]), rest)
                         if colon else head for head, colon, rest in parts)  # fmt: skip
        return found[1] + about + found[3]

    return words.template("\n".join(step(line) for line in text.split("\n")))


def _plan(cards: tuple[int, ...]) -> _Way:
    def way(text: str, change: Change, _: Rewritten) -> str:
        return "\n".join(_plan_line(line, Words(change), change, cards) for line in text.split("\n"))

    return way


def _plan_line(line: str, words: Words, change: Change, cards: tuple[int, ...]) -> str:
    found = re.match(r"(\s*)(needs|profiles|open|answer|hint|decide|expect)\b([^:]*:\s*)(.*)", line, re.DOTALL)
    if not found:
        return line
    indent, act, subject, rest = found.groups()
    if _SUBJECTS.get(act) == change.sort:
        subject = re.sub(r"[\w-]+", lambda one: words.id(one[0]), subject, count=1)
    if act == "answer" and change.sort == "card":
        rest = _card_answer(rest, words, cards)
    sort = _LISTS.get(act, "")
    if act == "expect":
        sort = _STATES.get(rest.split(" ", maxsplit=1)[0], "")
    if act == "decide" and change.sort in {"option", "person"}:
        own = {change.known.within} if change.sort == "option" else set(change.each)
        sort = change.sort if subject.strip(" :") in own else ""
    if sort == change.sort and not _QUOTED.search(rest):
        head, space, ids = rest.partition(" ") if act in ("expect", "hint") else ("", "", rest)
        rest = head + space + words.listed(ids)
    return indent + act + subject + words.template(rest)


def _card_answer(rest: str, words: Words, cards: tuple[int, ...]) -> str:
    given, arrow, verdict = rest.partition("->")
    numbers = iter(range(given.count('"')))
    return _QUOTED.sub(
        lambda one: f'"{words.id(one[0][1:-1])}"' if next(numbers) in cards else one[0], given
    ) + arrow + verdict  # fmt: skip


def _catalogue(text: str, change: Change, found: Rewritten) -> str:
    """A catalogue line by line, so that its translator finds it as it was left."""
    words = Words(change)

    def line(text: str) -> str:
        if text.startswith("#:"):
            return _PATH.sub(lambda one: found.moved(one[1]) + one[2], text)
        if text.startswith("#.") and change.sort in {"person", "variable"}:
            return "#. " + ".".join(map(words.id, text.removeprefix("#. ").split(".")))
        return _CONTEXT.sub(lambda one: one[1] + words.context(one[2]) + one[3], text)

    return words.template("\n".join(map(line, text.split("\n"))))
