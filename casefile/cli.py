"""From the words of a command line to the command that is meant, and what is said when it is refused."""

import argparse
import difflib
import os
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from casefile.errors import Refusal

REFUSED = 2
INTERRUPTED = 130
BROKEN_PIPE = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, or 2 for a refusal, with one sentence on standard error."""
    words = _with_play(list(sys.argv[1:] if argv is None else argv))
    try:
        wanted = parser(words[0]).parse_args(words)
        code: int = wanted.run(wanted)
        sys.stdout.flush()
    except Refusal as refusal:
        from casefile.text import clean

        print(clean(refusal.sentence, lines=True), file=sys.stderr)  # noqa: T201
        return REFUSED
    except ModuleNotFoundError as fault:
        extra = _EXTRAS.get((fault.name or "").partition(".")[0])
        if extra is None:
            raise
        print(f"`{words[0]}` needs {fault.name}, which came without: install `casefile[{extra}]`.", file=sys.stderr)  # noqa: T201
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads any more; the interpreter must not try to flush once again on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as fault:
        print(f"{fault.strerror or fault}: {fault.filename or 'the system gave no name'}.", file=sys.stderr)  # noqa: T201
        return REFUSED
    return code


def parser(only: str = "") -> argparse.ArgumentParser:
    """The tree of commands and options.

    Args:
        only: The command that is meant, if one is: the others then stand there by name and without their options.
    """
    tree = argparse.ArgumentParser(
        prog="casefile",
        description="Sealed mystery cases for the terminal: every answer is a key.",
        epilog="Without a command: play. `casefile COMMAND --help` says more.",
    )
    tree.add_argument("--version", action=_Version, nargs=0, help="say which casefile this is")
    commands = tree.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for name, about in COMMANDS.items():
        command = commands.add_parser(name, help=about, description=about[0].upper() + about[1:] + ".")
        if name == "completion":
            _add_completion(command)
        elif only in (name, "") or only not in COMMANDS:
            import_module(f"casefile.commands.{name}").add(command)
    return tree


class _Version(argparse.Action):
    """Looks the version up when it is asked for: the look-up costs more than all else that a start does."""

    def __call__(self, tree: argparse.ArgumentParser, *_: Any) -> None:
        from importlib.metadata import version

        sys.stdout.write(f"{tree.prog} {version('casefile')}\n")
        tree.exit()


def _with_play(words: list[str]) -> list[str]:
    """`casefile`, `casefile --plain` and `casefile lyrebird` mean `casefile play …`."""
    first = words[0] if words else ""
    if first in COMMANDS or first in ("-h", "--help", "--version"):
        return words
    if not first.startswith("-") and not Path(first).exists() and difflib.get_close_matches(first, COMMANDS, 1, 0.75):
        return words  # a slip of the finger: the parser names the commands that there are
    return ["play", *words]


def _add_completion(command: argparse.ArgumentParser) -> None:
    command.add_argument("shell", choices=("bash", "zsh", "fish"))
    command.set_defaults(run=_completion)


def _completion(wanted: argparse.Namespace) -> int:
    import shtab

    tree = parser()
    for action in _actions(tree):
        if action.type is Path or action.dest == "target":
            setattr(action, "complete", shtab.FILE)  # noqa: B010  how shtab is told
    print(shtab.complete(tree, wanted.shell))  # noqa: T201
    return 0


def _actions(tree: argparse.ArgumentParser) -> Iterator[argparse.Action]:
    for action in tree._actions:
        yield action
        for inner in action.choices.values() if isinstance(action.choices, dict) else ():
            yield from _actions(inner)


_EXTRAS = dict.fromkeys(("pydantic", "jinja2", "polib"), "author") | dict.fromkeys(("asyncssh", "segno"), "host")
"""What an author or a host needs and a player does not, and with which extra it comes."""

COMMANDS = {
    "play": "play a case, or go on with a save",
    "saves": "list, rename, export, import, delete saves",
    "doctor": "say what is wrong with a terminal, a save, a pack or an installation",
    "new": "make a small complete case to begin with",
    "check": "say what is wrong with a case, and what is unfair in it",
    "seal": "make a pack from a case's source",
    "deal": "deal a case to the teams of an evening",
    "host": "let the teams of a deal in, over SSH",
    "console": "see and steer the teams of a host, as its game master",
    "report": "say what came of an evening: times, hints, wrong guesses, ways",
    "replay": "watch again what a team did",
    "rehearse": "play an evening with bots against the real host, and say what broke",
    "event": "put an evening into one file, take it in, forget who played",
    "verify": "say whether a pack says what its source says",
    "handout": "write the papers of a case as printable pages",
    "keys": "show, make, lock or unlock the key that seals a case",
    "preview": "read a case as a player while you write it",
    "playtest": "collect the logs of blind plays into a table",
    "solve": "have every lock solved from what its players can read",
    "simulate": "say how long a case takes, and whether each profile keeps its time",
    "graph": "draw what opens what: choke points, width, the critical path",
    "tag": "give every paragraph an id by which its translation finds it again",
    "i18n": "extract what is to be translated, merge it, say how far it is",
    "rename": "give an id another name, everywhere at once",
    "schema": "write what an editor needs to check a case's files",
    "completion": "print a shell's completion script",
}
"""Each but `completion` is a file of `casefile/commands/`."""
