"""Whose a save is: what it says of its pack, and whether a pack may go on with it."""

import re
from collections.abc import Mapping
from typing import Any

from casefile.session import words
from casefile.session.words import refuse
from casefile.vault import Pack, fingerprint
from casefile.vault.manifest import say


def facts_of(pack: Pack) -> dict[str, object]:
    """What a shelf shows of a play without folding it."""
    return {
        "pack": pack.id,
        "case": pack.case,
        "author": pack.author.hex(),
        "profile": pack.profile,
        "rev": pack.rev,
        "title": say(pack.title, pack.languages[0]),
        "solved": 0,
    }


def check_author(known: object, pack: Pack) -> None:
    """Hold a pack to the author of the one that the save was begun with; old saves do not say who that was.

    A pack's id is only what its header claims, so a stranger's pack can claim to be a revision of any other.
    """
    if not known or known == pack.author.hex():
        return
    is_key = isinstance(known, str) and re.fullmatch("[0-9a-f]{64}", known)
    shown = fingerprint(bytes.fromhex(str(known))) if is_key else words.say("somebody")
    raise refuse("save-other-author", known=shown, found=pack.fingerprint)


def check_pack(facts: Mapping[str, Any], pack: Pack) -> int:
    """Hold a pack to a save; returns the revision that the save was last played with.

    Raises:
        Refusal: `save-empty`, `save-other-pack`, `save-other-author`, `save-newer-pack`.
    """
    if not facts:
        raise refuse("save-empty")
    if facts.get("pack") != pack.id:
        raise refuse("save-other-pack")
    check_author(facts.get("author", ""), pack)
    rev = facts.get("rev")
    if not isinstance(rev, int) or rev > pack.rev:
        raise refuse("save-newer-pack")
    return rev
