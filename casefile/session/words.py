"""Everything that the session says in its own words. One table, so that another interface language is another table."""

import time

from casefile.errors import Refusal

WORDS: dict[str, str] = {
    # what came of an answer
    "solved": "Filed.",
    "drawn": "Drawn from the archive.",
    "near": "Not quite.",
    "wrong": "That does not open it. {count} so far.",
    "wrong-board": "It comes back unsigned: not all of it is right. {count} so far.",
    "wrong-request": "The archive has nothing under that reference.",
    "again": "That was said before. Nothing new was tried.",
    "held": "This is open already.",
    "held-paper": "That need not be drawn: it lies in the file, as {paper}.",
    "held-request": "That was drawn before. It is in the file.",
    "proposed": "Put to the team. Somebody else signs it, or you do in {seconds}.",
    "tries-some": "{n} more tries, then one each {seconds}.",
    "tries-one": "One more try, then one each {seconds}.",
    "tries-none": "The next try in {seconds}.",
    # refusals
    "lock-unknown": "There is no such lock on the desk.",
    "paper-unknown": "There is no such paper in the file.",
    "paper-unreadable": "This paper cannot be read. Get a fresh copy of the pack.",
    "tool-unknown": "That tool is not on the workbench.",
    "question-unknown": "There is no such question, or no such choice in it.",
    "mark-unknown": "A mark is one of: out, maybe, sure, or none.",
    "note-unknown": "There is no such note.",
    "note-empty": "There is nothing written in this note.",
    "note-long": "A note has at most {most} characters. Make two of it.",
    "undo-nothing": "There is no mark or note of yours to undo.",
    "decision-unknown": "There is no such decision to take now.",
    "decision-taken": "That was decided. It cannot be taken back.",
    "option-unknown": "That is not one of the ways to decide now.",
    "hint-none": "There are no hints for this.",
    "hint-step": "There is no such step.",
    "hint-spent": "All there is to say about this has been said.",
    "answer-count": "This asks for {asked}, and {given} came.",
    "answer-card": "That card is not in your index yet.",
    "answer-wait": "Too many wrong answers at once. The next try is in {seconds}.",
    "held-by-host": "The host has stopped the clock{why}. You may read and take notes; answers wait.",
    "time-up": "The time is up. You may read on; answers are no longer taken.",
    "proposal-wait": "Somebody else must sign this, or you may by yourself in {seconds}.",
    "proposal-open": "{by} has put {title} to the team. Sign it, or withdraw it first.",
    "proposal-gone": "That is no longer on the table.",
    "proposal-what": "Only an answer or a decision can be put to the team.",
    "ask-empty": "There is nothing asked.",
    "ask-long": "A request has at most {most} characters. Say it shorter.",
    "ask-many": "{most} requests wait for the host already. Let those be seen to first.",
    "why-empty": "Say why: it stands in the team's log.",
    "text-empty": "There is nothing written.",
    "text-long": "This has at most {most} characters. Say it shorter.",
    "clock-none": "This team's clock has not begun to run. Start it first.",
    "clock-endless": "This play has no limit. There is nothing to extend.",
    "minutes-odd": "That is not a number of minutes that a clock can be set by.",
    "limit-odd": "A lock takes at least one wrong answer, and one more after at least a second.",
    "request-unknown": "There is no such request.",
    "request-closed": "That request is closed.",
    "request-taken": "{by} sees to that already.",
    "free-solved": "This lock is open already.",
    "free-wrong": "That key does not open this lock. Take it from this team's own sheet.",
    "player-unknown": "There is no such player in this team.",
    "language-unknown": "The case is not written in that language. It has: {languages}.",
    "name-empty": "A name is needed.",
    "snapshot-unknown": "There is no such place to go back to.",
    "save-other-pack": "This save belongs to another case file.",
    "save-other-author": "This save was begun with a case sealed by {known}; this pack is sealed by {found}. "
    "Ask whoever gave it to you.",
    "save-newer-pack": "This save was made with a newer revision of the case. Open it with that one.",
    "save-no-pack": "The case file of this save is not here. Open the save together with its .case file.",
    "save-empty": "There is no play in this save.",
    "save-taken": "There is a play in this save already.",
    # notices
    "notice-dropped": "{count} in this save opened nothing and {was} dropped: {what}. It can be answered again.",
    "notice-edited": "This save does not run in order: it was edited, or its computer's clock was wrong.",
    "notice-broken": "Part of the case file is damaged, and some papers are missing. Get a fresh copy of the pack.",
    "notice-adopted": "The case file was corrected (revision {rev}). Nothing that you opened was lost.",
    # the log
    "log-began": "Sat down at the desk.",
    "log-resumed": "Came back to the desk.",
    "log-paused": "Left the desk.",
    "log-adopted": "Went on with revision {rev} of the case file.",
    "log-returned": "Went back to an earlier hour.",
    "log-renamed": "Renamed this save: {name}.",
    "log-read": "Read {paper}.",
    "log-used": "Used the {tool}.",
    "log-solved": "Opened {lock}: {fields}.",
    "log-solved-request": "Drew {fields} from the archive.",
    "log-near": "Came near with {fields} at {lock}.",
    "log-wrong": "Tried {fields} at {lock}: no.",
    "log-hinted": "Asked about {lock}: {step}, rung {rung}.",
    "log-noted": "Noted: {text}",
    "log-unnoted": "Threw away a note.",
    "log-marked": "Marked {choice} {mark}.",
    "log-marked-why": "Marked {choice} {mark}: {why}",
    "log-reason": "{choice}, {mark}: {why}",
    "log-reason-gone": "Struck out why {choice} is marked {mark}.",
    "log-unmarked": "Took the mark off {choice}.",
    "log-undone": "Undid the last mark or note.",
    "log-decided": "Decided {decision}: {option}.",
    "log-spoke": "Changed the language to {language}.",
    "log-nudged": "A line came from {sender}.",
    "log-timed": "Started the clock{span}{why}.",
    "log-held": "Stopped the clock{why}.",
    "log-released": "Let the clock go on{why}.",
    "log-extended": "Gave {span} more{why}.",
    "log-extended-less": "Took {span} away{why}.",
    "log-rewound": "Put the clock back by {span}{why}.",
    "log-announced": "Announced: {text}",
    "log-corrected": "Corrected {paper}{why}.",
    "log-asked": "Asked the host: {text}",
    "log-asked-about": "Asked the host about {lock}: {text}",
    "log-claimed": "Saw to a request of {asker}{why}.",
    "log-replied": "Answered {asker}: {text}",
    "log-refunded": "Took a request of {asker} off the account{why}.",
    "log-closed": "Closed a request of {asker}{why}.",
    "log-freed": "Freed {lock}{why}.",
    "log-seized": "Took over {whose}{why}.",
    "log-yielded": "Gave the terminal back{why}.",
    "log-joined": "Sat down with the team.",
    "log-moved": "Sent {player} to {to}{why}.",
    "log-proposed": "Put {title} to the team: {fields}.",
    "log-withdrawn": "Took a proposal off the table.",
    "log-with": "{words} Signed by {with_}.",
    "log-at-keys": "{words} ({by} had the keys.)",
    "undone-noted": "The note is gone again.",
    "undone-unnoted": "The note is back.",
    "undone-marked": "The mark on {choice} is undone.",
    # what happened last
    "previously-sat": "You last sat here {day}, and have been at the desk for {span} in all.",
    "previously-opened": "You opened {locks}.",
    "previously-decided": "You decided {decision}: {option}.",
    "previously-drawn": "You drew {fields} from the archive.",
    "previously-tried": "You tried {fields} at {lock}, and it did not open.",
    "previously-read": "You last read {paper}.",
    "previously-open": "Still shut: {locks}.",
    "previously-unread": "Not yet read: {papers}.",
    "previously-ended": "The case is closed: {ending}.",
    # pieces
    "because": ": {why}",
    "erratum": "Correction: {text}",
    "for-span": ": {span}",
    "the-terminal": "the terminal of {player}",
    "the-terminals": "the team's terminals",
    "a-second": "one second",
    "seconds": "{n} seconds",
    "a-mark-out": "out",
    "a-mark-maybe": "perhaps",
    "a-mark-sure": "sure",
    "one-wrong": "One wrong answer",
    "wrong-answers": "{n} wrong answers",
    "one-answer": "one answer",
    "answers": "{n} answers",
    "somebody": "somebody else",
    "one-key": "One key",
    "keys": "{n} keys",
    "was": "was",
    "were": "were",
    "a-minute": "a minute",
    "minutes": "{n} minutes",
    "hours": "{hours} h {minutes:02d} min",
    "more": "{n} more",
}

_NUMBERS = ("Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def say(key: str, **values: object) -> str:
    """A sentence of the table, with its values."""
    return WORDS[key].format(**values)


def refuse(key: str, **values: object) -> Refusal:
    """A refusal out of the table of words; its key is its code."""
    return Refusal(key, say(key, **values))


def wrong(count: int) -> str:
    """Wrong answers, counted in words as far as ten: `One wrong answer`, `11 wrong answers`."""
    if count == 1:
        return say("one-wrong")
    return say("wrong-answers", n=_NUMBERS[count - 2] if 2 <= count <= len(_NUMBERS) + 1 else count)


def because(why: str) -> str:
    """A reason as the end of a sentence; nothing if there is none."""
    return say("because", why=why.rstrip(" .")) if why.strip(" .") else ""


def seconds(count: int) -> str:
    """A short wait: `13 seconds`."""
    return say("a-second") if count == 1 else say("seconds", n=count)


def span(seconds: float) -> str:
    """A length of time as a clerk says it."""
    minutes = round(seconds / 60)
    if minutes <= 1:
        return say("a-minute")
    return say("minutes", n=minutes) if minutes < 60 else say("hours", hours=minutes // 60, minutes=minutes % 60)


def day(at: float, now: float) -> str:
    """Day and hour where the player sits: `today, 18.20`. A date only where need be: the case has dates of its own."""
    try:
        moment = time.localtime(at)
        today, before = time.localtime(now), time.localtime(now - 24 * 3600)
    except (OverflowError, ValueError, OSError):  # an edited save may claim any date
        return "?"
    hour = time.strftime("%H.%M", moment)
    for then, name in ((today, "today"), (before, "yesterday")):
        if moment[:3] == then[:3]:
            return f"{name}, {hour}"
    return f"on {moment.tm_mday} {time.strftime('%B', moment)}, {hour}"


def some(names: list[str], most: int = 4) -> str:
    """`a, b, c and 3 more`."""
    shown = names if len(names) <= most else [*names[: most - 1], say("more", n=len(names) - most + 1)]
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)
