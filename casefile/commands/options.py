"""Options that several commands have."""

import argparse
from pathlib import Path


def add_saves_folder(command: argparse.ArgumentParser) -> None:
    """`--saves`."""
    command.add_argument("--saves", type=Path, default=None, metavar="DIR", help="the folder of saves")
