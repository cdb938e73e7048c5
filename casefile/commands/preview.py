"""`casefile preview`: the desk on a case as its author writes it."""

import argparse
from pathlib import Path


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("source", type=Path, metavar="DIR", help="the folder of the case's source")
    command.add_argument("--seed", default="", help="deal the case from this seed; else from its story seed")
    command.add_argument("--profile", default="full", help="the cut of the case; else `full`")
    command.add_argument("--language", default="", help="language of the papers; else the case's own")
    command.add_argument("--at", default="", metavar="PLACE", help="begin at this puzzle, paper, act or node")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Run it and return the exit code."""
    from casefile.desk.cases import preferences_file
    from casefile.desk.launch import need_a_screen, somebody
    from casefile.desk.preferences import Preferences
    from casefile.errors import Refusal
    from casefile.source.problems import Unsound
    from casefile.workshop.preview.app import PreviewApp
    from casefile.workshop.preview.preview import Preview
    from casefile.workshop.preview.proof import Press, Wish
    from casefile.workshop.preview.rules import Rules

    if not wanted.source.is_dir():
        raise Refusal(
            "preview-folder", f"{wanted.source} is not a folder; `casefile new {wanted.source}` makes a case."
        )
    need_a_screen()
    likes = Preferences.load(preferences_file())
    wish, player = Wish(wanted.seed, wanted.profile), likes.player or somebody()
    preview = Preview(Press(wanted.source), Rules(wanted.source), wish, player, wanted.language)
    try:
        first = preview.begin(wanted.at)
    except Unsound:
        first = None  # the screen shows what is wrong until it is mended
    app = PreviewApp(preview, wanted.source, likes, keep=lambda now: now.keep(preferences_file()), first=first)
    app.run()
    return app.return_code or 0
