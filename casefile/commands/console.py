"""`casefile console`: the game master's screen, over SSH."""

import argparse
import os
import shutil
import socket
import sys
from pathlib import Path

PATIENCE = 5.0
"""Seconds in which a host has to answer."""


def add(command: argparse.ArgumentParser) -> None:
    """Its options."""
    command.add_argument("deal", type=Path, metavar="DEAL", help="the deal folder that is hosted")
    command.add_argument("--host", default="", help="where the host is; else this machine")
    command.add_argument("--port", type=int, default=0, help="where it listens; else where it last did")
    command.set_defaults(run=run)


def run(wanted: argparse.Namespace) -> int:
    """Become OpenSSH's client; returns only if that does not come about."""
    from casefile.errors import Refusal
    from casefile.host.deal.folder import DealFolder
    from casefile.host.ssh.gm_key import command, listening_at

    folder = DealFolder.open(wanted.deal).path
    known = listening_at(folder)
    host = wanted.host or (known.address if known else "") or "127.0.0.1"
    port = wanted.port or (known.port if known else 2222)
    words = command(folder, host, port)
    if shutil.which(words[0]) is None:
        raise Refusal("console-ssh", "There is no `ssh` here. Install OpenSSH's client, or use another terminal.")
    try:
        socket.create_connection((host, port), PATIENCE).close()
    except (OSError, OverflowError, UnicodeError):
        raise Refusal(
            "console-silent",
            f"Nobody answers at {host}, port {port}. Start `casefile host {wanted.deal}`, or say where it is with "
            "--host and --port.",
        ) from None
    sys.stdout.flush()
    os.execvp(words[0], words)  # noqa: S606  no shell, and our own words
