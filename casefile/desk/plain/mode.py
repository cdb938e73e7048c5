"""The line mode: the whole case in plain lines, for screen readers, pipes and scripts, on the same session."""

import difflib
import json
import shutil
import sys
import threading
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, TextIO

import msgspec

from casefile.desk.company import Company
from casefile.desk.plain import board, file, hand, hints, locks, table
from casefile.desk.plain.clerk import Clerk, Reply, Said
from casefile.desk.plain.page import Sheet
from casefile.errors import Refusal
from casefile.session.play import Session
from casefile.text import clean

PROMPT = "> "
WIDTH = 72
"""Columns where nobody says how many there are."""


@dataclass(frozen=True, slots=True)
class Command:
    """A row of the table of commands."""

    run: Callable[[Clerk, Said], Reply]
    usage: str
    about: str


def run(  # noqa: PLR0913  each is named in the call
    session: Session,
    *,
    stdin: TextIO,
    stdout: TextIO,
    as_json: bool = False,
    back: bool = False,
    company: Company | None = None,
) -> int:
    """Play until the player quits or the input ends.

    Args:
        session: The play; the caller closes its store.
        stdin: Where commands come from, one a line.
        stdout: Where everything goes, refusals too; on a terminal there is a prompt.
        as_json: One object a line in place of text; a command may then be a JSON list of strings.
        back: The player has sat here before.
        company: Who else sits at a host's table.

    Returns:
        The exit code: 0, for a refusal of the desk is part of the play.
    """
    clerk = Clerk(session, _sheet(stdout), company)
    print_reply = _print_json if as_json else _print_lines
    print_reply(stdout, "begin", greet(clerk, back=back))
    minutes = _Minutes(session)
    if stdin.isatty():
        minutes.start()
    try:
        for line in _lines(stdin, stdout, prompts=not as_json):
            name, reply = answer(clerk, line, as_json=as_json)
            if name:
                for came in (file.news(clerk), table.news(clerk)):
                    lines = [*reply.lines, *(["", *came.lines] if came.lines else ())]
                    reply = Reply(lines, {**reply.data, **came.data}, reply.leaves)
                print_reply(stdout, name, reply)
                clerk.keep()
            if reply.leaves:
                break
    finally:
        minutes.end()
        clerk.keep()
        session.leave()
    return 0


def answer(clerk: Clerk, line: str, *, as_json: bool = False) -> tuple[str, Reply]:
    """Do what one line says; a refusal is a reply like any other. An empty line is no command."""
    name = line.split(" ", 1)[0]
    try:
        said = _parse(line, commands(clerk), as_json=as_json)
        name = said.command
        return name, commands(clerk)[name].run(clerk, said) if name else Reply(())
    except Refusal as refusal:
        words = clerk.wrap(clean(refusal.sentence, lines=False))
        return name, Reply(words, {"error": {"code": refusal.code, "sentence": refusal.sentence}})


def greet(clerk: Clerk, *, back: bool) -> Reply:
    """What is said when somebody sits down."""
    now = clerk.session.status()
    lines = list(file.status(clerk, Said("status")).lines[:2])
    told = clerk.session.previously() if back else (now.note, now.intro)
    for words in (*now.notices, *(("Previously:",) if back else ()), *told):
        lines += ["", *clerk.wrap(words)] if words else []
    came = file.news(clerk)
    came = Reply(()) if back else came  # who comes back has had them; `messages` shows them all
    lines += ["", *came.lines] if came.lines else []
    lines += ["", "`open` takes the next paper, `ls` shows the file, `help` the commands."]
    return Reply(lines, {"status": now, "previously": told if back else (), **came.data})


def help_(clerk: Clerk, said: Said) -> Reply:
    """The commands."""
    known = commands(clerk)
    if said.rest:
        command = known[_command(said.rest, known)]
        return Reply([command.usage, *clerk.wrap(command.about, "  ")], {"usage": command.usage})
    lines: list[str] = []
    for command in known.values():
        lines += [command.usage, *clerk.wrap(command.about, "    ")]
    return Reply(lines, {"commands": {name: command.usage for name, command in known.items()}})


def quit_(_clerk: Clerk, _said: Said) -> Reply:
    """Leave the desk."""
    return Reply(["Everything is kept."], leaves=True)


COMMANDS: Mapping[str, Command] = {
    "ls": Command(file.ls, "ls [papers|locks|questions]", "the file: papers, locks and questions"),
    "open": Command(
        file.open_paper,
        "open [PAPER]",
        "a paper by its number, reference or part of its title; alone: the next new one",
    ),
    "again": Command(file.again, "again", "the paper that was opened last, once more"),
    "blocks": Command(file.blocks, "blocks [PAPER]", "a paper's blocks with their numbers, for `tool`"),
    "search": Command(file.search, "search WORDS", "where words stand in the opened papers"),
    "guess": Command(
        locks.guess,
        "guess [LOCK] [ANSWER]",
        "answer a lock; several fields with commas between them; without an answer: what it asks for",
    ),
    "board": Command(
        board.board,
        "board [LOCK] [SLOT=CARD ...|clear [SLOT]|sign]",
        "a form with its index; fill slots by number, id or part of a card's label",
    ),
    "sign": Command(board.sign, "sign [LOCK]", "hand in a form that is full"),
    "request": Command(locks.request, "request [REFERENCE]", "draw a paper from the archive by its reference"),
    "hint": Command(hints.hint, "hint [LOCK] [STEP]", "the next hint, from the first step that is not done"),
    "hints": Command(hints.hints, "hints [LOCK]", "the steps, and the hints asked for so far; opens nothing"),
    "tool": Command(
        hand.tool,
        "tool [NAME] [TEXT | < PAPER:BLOCK]",
        "the workbench: a tool on any text; alone: which there are",
    ),
    "note": Command(hand.note, "note [TEXT]", "make a note at the open paper; alone: all notes"),
    "unnote": Command(hand.unnote, "unnote NUMBER", "take a note away"),
    "mark": Command(
        hand.mark,
        "mark [NAME out|maybe|sure|clear [because ...]]",
        "mark a suspect; alone: all marks and reasons",
    ),
    "undo": Command(hand.undo, "undo", "take back the last mark or note"),
    "decide": Command(
        hand.decide, "decide [DECISION] [OPTION] [yes]", "what waits to be decided, or take the decision"
    ),
    "map": Command(file.maps, "map [MAP]", "a map, as drawn and in words; alone: the only one, or which there are"),
    "status": Command(file.status, "status", "where the play stands"),
    "messages": Command(file.messages, "messages", "all messages that have come"),
    "previously": Command(file.previously, "previously", "what went before"),
    "log": Command(file.log, "log", "what has happened, in order"),
    "lang": Command(hand.lang, "lang [LANGUAGE]", "the language of the papers, such as `en`"),
    "figures": Command(hand.figures, "figures on|off", "figures and tables as drawn, or in words for the ear"),
    "help": Command(help_, "help [COMMAND]", "these lines"),
    "quit": Command(quit_, "quit", "leave the desk; everything is kept"),
}

AT_A_TABLE: Mapping[str, Command] = {
    "ask": Command(table.ask, "ask [LOCK:] TEXT", "ask the game master, about a lock or in general"),
    "requests": Command(table.requests, "requests", "what was asked of the game master, and what became of it"),
    "propose": Command(
        table.propose,
        "propose [BOARD | DECISION OPTION]",
        "put a full form, or a decision, to the team; alone: what lies before it",
    ),
    "confirm": Command(table.confirm, "confirm [yes]", "what lies before the team, or sign it"),
    "withdraw": Command(table.withdraw, "withdraw", "take what lies before the team off the table"),
}
"""What there is at a host's table beside."""

ALIASES = {"?": "help", "exit": "quit", "answer": "guess", "cat": "open", "read": "open"}


def commands(clerk: Clerk) -> Mapping[str, Command]:
    """All that there is where this player sits."""
    return {**COMMANDS, **AT_A_TABLE} if clerk.is_hosted else COMMANDS


class _Minutes(threading.Thread):
    """Lets time pass for the session once a minute, so that a long look at a paper counts as play."""

    def __init__(self, session: Session) -> None:
        super().__init__(daemon=True)
        self._session = session
        self._solved = session.status().solved
        self._since = time.monotonic()
        self._over = threading.Event()

    def run(self) -> None:
        """Until the play is over."""
        while not self._over.wait(60):
            self.tick()

    def tick(self) -> None:
        """Say how long there has been no progress."""
        solved = self._session.status().solved
        if solved != self._solved:
            self._solved, self._since = solved, time.monotonic()
        # A store that cannot be written refuses the player's next command, in the player's sight; not here.
        with suppress(Refusal):
            self._session.tick((time.monotonic() - self._since) / 60)

    def end(self) -> None:
        """Stop."""
        self._over.set()


def _parse(line: str, known: Collection[str], *, as_json: bool) -> Said:
    line = line.strip()
    if as_json and line.startswith("["):
        try:
            words = msgspec.json.decode(line.encode("utf-8", "replace"), type=list[str])
        except msgspec.DecodeError as fault:
            raise Refusal("plain-json", 'A command in JSON is a list of strings, such as ["open", "3"].') from fault
        name, *parts = words or [""]
        return Said(_command(name, known), " ".join(parts), tuple(parts)) if name else Said("")
    name, _, rest = line.partition(" ")
    return Said(_command(name, known), rest.strip()) if name else Said("")


def _command(word: str, known: Collection[str]) -> str:
    name = ALIASES.get(word.casefold(), word.casefold())
    if name in known:
        return name
    near = difflib.get_close_matches(name, known, 1)
    meant = f"Did you mean `{near[0]}`?" if near else "`help` lists the commands."
    raise Refusal("plain-command", f"There is no command {word!r}. {meant} An answer is given with `guess`.")


def _lines(stdin: TextIO, stdout: TextIO, *, prompts: bool) -> Iterator[str]:
    """The player's lines; with a prompt and line editing only where both ends are a terminal."""
    if not (prompts and stdin is sys.stdin and stdin.isatty() and stdout.isatty()):
        for line in stdin:
            yield line.rstrip("\n")
        return
    import readline  # noqa: F401  gives `input` its line editing

    while True:
        try:
            yield input(PROMPT)
        except EOFError:
            stdout.write("\n")
            return


def _sheet(stdout: TextIO) -> Sheet:
    if not stdout.isatty():
        return Sheet(WIDTH)
    columns = shutil.get_terminal_size((WIDTH, 24)).columns
    return Sheet(max(20, min(columns - 1, 100)), folds=True)


def _print_lines(stdout: TextIO, _name: str, reply: Reply) -> None:
    if reply.lines:
        # Views are clean when they get here; a stranger's front end or tool may not be.
        stdout.write("".join(clean(line, lines=True) + "\n" for line in reply.lines) + "\n")
        stdout.flush()


def _print_json(stdout: TextIO, name: str, reply: Reply) -> None:
    if reply.data or reply.lines:
        data: dict[str, Any] = msgspec.to_builtins(dict(reply.data))
        # ASCII throughout: no encoding can spoil it and no terminal obeys it.
        stdout.write(json.dumps({"command": name, "ok": "error" not in data, **data}) + "\n")
        stdout.flush()
