"""Where a seal key's passphrase comes from."""

import getpass
import os
import sys

from casefile.errors import Refusal

VARIABLE = "CASEFILE_PASSPHRASE"


def ask_passphrase() -> str:
    """The passphrase of a seal key: from the environment, or typed at the terminal without being shown.

    Raises:
        Refusal: `seal-passphrase`: neither is there.
    """
    if given := os.environ.get(VARIABLE):
        return given
    if not sys.stdin.isatty():
        raise Refusal("seal-passphrase", f"The seal key is locked: put its passphrase into {VARIABLE}.")
    return getpass.getpass("Passphrase of the seal key: ")


def new_passphrase() -> str:
    """A new passphrase, typed twice.

    Raises:
        Refusal: `seal-passphrase`: the two differ, or there is nobody to type.
    """
    if not sys.stdin.isatty():
        raise Refusal("seal-passphrase", "A new passphrase is typed at a terminal, and this is none.")
    first = getpass.getpass("New passphrase: ")
    if first != getpass.getpass("Once more: "):
        raise Refusal("seal-passphrase", "The two passphrases differ; the seal key is as it was.")
    if not first:
        raise Refusal("seal-passphrase", "An empty passphrase locks nothing; `--unlock` takes a passphrase away.")
    return first
