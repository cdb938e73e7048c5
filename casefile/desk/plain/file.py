"""The line mode's commands about the file: what lies in it, one paper, a search, where the play stands."""

import re
import time
from collections.abc import Callable, Sequence

from casefile.desk.plain import table
from casefile.desk.plain.clerk import Clerk, Reply, Said
from casefile.desk.plain.find import find
from casefile.desk.plain.page import columns, print_block, print_page
from casefile.errors import Refusal
from casefile.session import paper
from casefile.session.views import Folder, LockView, MessageView, PaperRow, QuestionView


def ls(clerk: Clerk, said: Said) -> Reply:
    """The file: papers, locks, questions."""
    folders, locks, questions = clerk.session.folders(), clerk.session.locks(), clerk.session.questions()
    parts: dict[str, Callable[[], list[str]]] = {
        "papers": lambda: [line for folder in folders for line in _folder(clerk, folder)],
        "locks": lambda: _locks(clerk, locks),
        "questions": lambda: [line for question in questions for line in show_question(clerk, question)],
    }
    if said.rest and said.rest not in parts:
        raise Refusal("plain-ls", "There is `ls papers`, `ls locks`, `ls questions`, or `ls` for all of them.")
    shown = [part() for name, part in parts.items() if said.rest in ("", name)]
    data = {"folders": folders, "locks": locks, "questions": questions, "folios": _folios(clerk, folders)}
    return Reply(_stanzas(shown), data)


def open_paper(clerk: Clerk, said: Said) -> Reply:
    """A paper, from its head; without a word the first that has not been read."""
    if said.rest:
        row = clerk.find_paper(said.rest)
    else:
        fresh = [paper for paper in clerk.papers() if not paper.is_read or paper.is_changed]
        if not fresh:
            raise Refusal("plain-all-read", "Every paper in the file has been read. `ls` shows them, `again` the last.")
        row = fresh[0]
    clerk.session.read(row.id)
    clerk.paper = row.id
    return again(clerk, Said("again"))


def again(clerk: Clerk, _said: Said) -> Reply:
    """The paper that was opened last, once more."""
    page = clerk.session.page(clerk.find_paper("").id)
    return Reply(print_page(page, clerk.sheet), {"page": page, "text": page.text, "folio": clerk.folio(page.id)})


def blocks(clerk: Clerk, said: Said) -> Reply:
    """The paragraphs of a paper with their numbers, for the tools."""
    page = clerk.session.page(clerk.find_paper(said.rest).id)
    folio = clerk.folio(page.id)
    lines = []
    for number, block in enumerate(page.blocks, 1):
        start = " ".join(print_block(block, clerk.sheet)).split()
        lines.append(f"{folio}:{number}  {' '.join(start)}"[: clerk.sheet.width].rstrip())
    return Reply(lines, {"paper": page.id, "blocks": [block.text for block in page.blocks]})


def search(clerk: Clerk, said: Said) -> Reply:
    """Where words stand in the opened papers."""
    if not said.rest:
        raise Refusal("plain-search", "Search for what? For instance `search control`.")
    found = clerk.session.search(said.rest)
    lines: list[str] = []
    for passage in found:
        lines += clerk.wrap(f"{clerk.folio(passage.paper)}:{passage.block + 1}  {passage.title}")
        words = f"{passage.before}*{passage.match}*{passage.after}"
        lines += clerk.wrap(" ".join(_BLACKS.sub("[black]", words).split()), "     ")
    return Reply(lines or clerk.wrap("No paper that has been opened says that."), {"found": found})


def maps(clerk: Clerk, said: Said) -> Reply:
    """A map; without a word the only one, or which there are."""
    held = [row for row in clerk.papers() if row.kind == "map"]
    if not held:
        raise Refusal("plain-no-map", "No map is in the file yet.")
    if not said.rest and len(held) > 1:
        return Reply([clerk.name(row.id) for row in held], {"maps": [row.id for row in held]})
    chosen = find("map", said.rest, held, clerk.names_of_paper) if said.rest else held[0]
    return open_paper(clerk, Said("open", chosen.id))


def status(clerk: Clerk, _said: Said) -> Reply:
    """Where the play stands."""
    now = clerk.session.status()
    unread = sum(not row.is_read for row in clerk.papers())
    where = "on the clock" if now.timing else "at the desk"
    lines = [
        *clerk.wrap(" · ".join(filter(None, (now.title, now.desk, now.marking)))),
        *clerk.wrap(" · ".join(filter(None, (now.clock, f"{span(now.seconds)} {where}")))),
        f"Player: {now.player}. Language of the papers: {now.language}.",
        f"Opened: {now.solved}. Wrong answers: {now.tries}. Hints: {now.rungs}. Not read yet: {_papers(unread)}.",
        *table.standing(clerk),
        *(f"{question.title} {question.count}" for question in clerk.session.questions() if question.count),
        *(_the_end(clerk, now.ending) if now.ended else []),
    ]
    there = {"there": clerk.company.others()} if clerk.company else {}
    return Reply(
        lines, {"status": now, "unread": unread, **there, **({"way": clerk.session.summary()} if now.ended else {})}
    )


def _the_end(clerk: Clerk, ending: str) -> list[str]:
    """The ending, the way that led there, and what was left."""
    way = clerk.session.summary()
    told = [f"{one.title}{f' ({one.option})' if one.option else ''} {round(one.seconds / 60)} min" for one in way.route]
    lines = [f"The case has ended: {ending}.", *clerk.wrap("; ".join(told) + ".", "The way: ")]
    for head, titles in (("Never opened: ", way.shut), ("Never read: ", way.unread)):
        lines += clerk.wrap("; ".join(titles) + ".", head) if titles else []
    return lines


def log(clerk: Clerk, _said: Said) -> Reply:
    """What has happened, in order."""
    rows = clerk.session.log()
    lines = [line for row in rows for line in clerk.wrap(row.words, f"{hour(row.at)}  ")]
    return Reply(lines or ["Nothing has happened yet."], {"log": rows})


def previously(clerk: Clerk, _said: Said) -> Reply:
    """What went before, for somebody who comes back."""
    told = clerk.session.previously()
    lines = [line for words in told for line in clerk.wrap(words)]
    return Reply(lines or ["This is the first time that you sit here."], {"previously": told})


def messages(clerk: Clerk, _said: Said) -> Reply:
    """All messages that have come."""
    sent = clerk.session.messages()
    return Reply(show_messages(clerk, sent) or ["No message has come."], {"messages": sent})


def news(clerk: Clerk) -> Reply:
    """Messages that have come since somebody last looked."""
    fresh = [message for message in clerk.session.messages() if message.id not in clerk.told]
    clerk.told.update(message.id for message in fresh)
    return Reply(show_messages(clerk, fresh), {"news": fresh} if fresh else {})


def show_messages(clerk: Clerk, sent: Sequence[MessageView]) -> list[str]:
    """Messages, one stanza each."""
    return _stanzas([[f"Message from {message.sender}:", *clerk.wrap(message.text, "  ")] for message in sent])


def show_question(clerk: Clerk, question: QuestionView) -> list[str]:
    """One of the case's questions with the player's own marks, or with what is known of each line."""
    lines = [f"{question.title}  {question.count}".rstrip()]
    if question.choices:
        head = ("", "name", "post", "mark", "because")
        rows = [
            (choice.initial, choice.label, choice.note, _MARKS[choice.mark], choice.reason)
            for choice in question.choices
        ]
        marked = any(choice.mark for choice in question.choices)
        lines += columns([row if marked else row[:3] for row in (head, *rows)], clerk.sheet)
    for line in question.lines:
        lines += clerk.wrap(line.text or "not known yet", f"  {line.label}: ")
    return lines


def hour(at: float) -> str:
    """A moment as the player's clock shows it."""
    return time.strftime("%H.%M", time.localtime(at))


def span(seconds: float) -> str:
    """A span of time in words."""
    hours, minutes = divmod(int(seconds) // 60, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min"


_BLACKS = re.compile(f"{paper.BLACK}+|{paper.BAR}")

_MARKS = {"": "", "out": "✗ out", "maybe": "? maybe", "sure": "! sure"}


def _folder(clerk: Clerk, folder: Folder) -> list[str]:
    rows = [("", "paper", "reference", "date", "")]
    rows += [(str(clerk.folio(row.id)), row.title, row.ref, row.date, _reading(row)) for row in folder.papers]
    lines = [folder.title, *(columns(rows, clerk.sheet) if folder.papers else [])]
    if folder.shut:
        lines.append(f"■ shut: {_papers(folder.shut)} announced")
    return lines


def _reading(row: PaperRow) -> str:
    if not row.is_read:
        return "● new"
    return "● added to" if row.is_changed else "read"


def _locks(clerk: Clerk, locks: Sequence[LockView]) -> list[str]:
    return ["Locks", *(line for lock in locks for line in _lock(clerk, lock))] if locks else []


def _lock(clerk: Clerk, lock: LockView) -> list[str]:
    name = f"{lock.name}  {lock.title}"
    if lock.solved:
        return clerk.wrap(f"{name}: {', '.join(lock.answer)}", "  ✓ done    ")
    tries = f", {lock.tries} wrong {'answer' if lock.tries == 1 else 'answers'}" if lock.tries else ""
    drawn = f", drawn: {'; '.join(', '.join(fields) for fields in lock.drawn)}" if lock.drawn else ""
    state = "◐ passed" if lock.released else _STATES[lock.form]
    return clerk.wrap(f"{name}{tries}{drawn}", f"  {state:8}  ")


_STATES = {"answer": "■ shut", "board": "◐ form", "request": "◐ slip"}


def _papers(count: int) -> str:
    return "1 paper" if count == 1 else f"{count} papers"


def _folios(clerk: Clerk, folders: Sequence[Folder]) -> dict[str, int]:
    return {row.id: clerk.folio(row.id) for folder in folders for row in folder.papers}


def _stanzas(parts: Sequence[Sequence[str]]) -> list[str]:
    lines: list[str] = []
    for part in parts:
        lines += (["", *part] if lines else part) if part else ()
    return lines
