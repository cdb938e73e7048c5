"""What a host's clock and limits forbid. In a play that nobody hosts they forbid nothing."""

import math

from casefile.session import words
from casefile.session.state import State
from casefile.session.words import refuse
from casefile.vault.manifest import Lock

WARN = 2
"""Tries that are left when the warnings begin."""


def check_clock(state: State, now: float) -> None:
    """Refuse whatever brings a play on while its clock is held or has run out. Refusal: `held-by-host`, `time-up`."""
    hosting = state.hosting
    if hosting.held:
        raise refuse("held-by-host", why=words.because(hosting.held.why))
    if hosting.limit is not None and not state.ended and state.elapsed(now) >= hosting.limit:
        raise refuse("time-up")


def check_tries(state: State, lock: str, now: float) -> None:
    """Refuse any new answer, right or wrong, to a lock that has had too many wrong ones. Refusal: `answer-wait`.

    To let the right one through would be to let everything be tried.
    """
    if seconds := wait(state, lock, now):
        raise refuse("answer-wait", seconds=words.seconds(seconds))


def wait(state: State, lock: str, now: float) -> int:
    """Whole seconds until a lock takes another answer."""
    left = state.hosting.left(lock, now)
    return 0 if left is None or left >= 1 else max(1, math.ceil((1 - left) * state.hosting.every))


def warning(state: State, lock: Lock, now: float) -> str:
    """What a player should know before it is too late; empty while there is no danger."""
    left = state.hosting.left(lock.name, now)
    if left is None or lock.name in state.solved:
        return ""
    if seconds := wait(state, lock.name, now):
        return words.say("tries-none", seconds=words.seconds(seconds))
    whole = math.floor(left)
    if whole > WARN or whole >= state.hosting.most:
        return ""
    key = "tries-one" if whole == 1 else "tries-some"
    return words.say(key, n=whole, seconds=words.seconds(math.ceil(state.hosting.every)))
