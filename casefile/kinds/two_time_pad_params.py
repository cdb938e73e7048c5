"""The parameters of messages under one pad, and what is wrong with them."""

import re

import msgspec

from casefile.errors import Refusal
from casefile.kinds import message as hidden
from casefile.kinds.message import MessageParams
from casefile.kinds.riddle import Params

CRIBS = 3
_SERIAL = re.compile(r"[A-Z][A-Z0-9/-]*[0-9]")


class Sheet(Params, frozen=True, kw_only=True):
    """One message under the pad."""

    serial: str
    texts: list[str]
    """The seed takes one; `{name}` is a word of the list of that name, the same word in every message."""


class PadParams(Params, frozen=True, kw_only=True):
    """Parameters of messages under one pad."""

    pad: str
    """How a pad's number is written; each `#` becomes a dealt figure."""
    messages: list[Sheet]
    others: list[str] = msgspec.field(default_factory=list)
    """Serials of messages that have a pad of their own, as is right; nobody can read them."""
    asked: str
    """Serial of the message that the answer stands in."""
    answer: list[str]
    """A text a field: a stretch of every text of that message."""
    mistaken: list[str] = msgspec.field(default_factory=list)
    """The same fields from another message, for whoever takes one for the other."""
    cribs: list[str]
    """What papers give away: stretches of the messages, three or more."""
    words: dict[str, list[str]] = msgspec.field(default_factory=dict)
    space: int = 0
    """How many answers a stranger would have to try, where the lists do not say it."""

    def part(self, serial: str, answer: list[str]) -> MessageParams:
        """One message by itself, and what is asked for in it."""
        texts = next(sheet.texts for sheet in self.messages if sheet.serial == serial)
        return MessageParams(messages=texts, words=self.words, answer=answer, space=self.space)

    @property
    def whole(self) -> MessageParams:
        """The message that is asked for."""
        return self.part(self.asked, self.answer)

    @property
    def texts(self) -> list[str]:
        """Every text of every message."""
        return [text for sheet in self.messages for text in sheet.texts]

    @property
    def vocabulary(self) -> list[str]:
        """Every word that a message may hold."""
        used = MessageParams(messages=self.texts, words=self.words, answer=[])
        return hidden.vocabulary(used)


def check(pad: PadParams) -> None:
    """Refuse what no messages can be made of.

    Raises:
        Refusal: `kind-params`; `kind-short`.
    """
    serials = [*(sheet.serial for sheet in pad.messages), *pad.others]
    if not 2 <= len(pad.messages) <= 3:
        raise Refusal("kind-params", "params: two messages go out under one pad, or three.")
    if len(set(serials)) < len(serials) or not all(map(_SERIAL.fullmatch, serials)):
        raise Refusal("kind-params", "params: a serial is written like T-19, and no two are the same.")
    if any(one != other and one.startswith(other) for one in serials for other in serials):
        raise Refusal("kind-params", "params: no serial begins as another one does.")
    if pad.asked not in serials[: len(pad.messages)]:
        raise Refusal("kind-params", f"params: `asked` names one of the messages, not “{pad.asked}”.")
    if pad.pad.count("#") < 3 or re.search(r"\s", pad.pad):
        raise Refusal("kind-params", "params: `pad` has three figures at least and no space, such as ####-B.")
    if pad.mistaken and len(pad.mistaken) != len(pad.answer):
        raise Refusal("kind-params", "params: `mistaken` has a text for each field, as `answer` has.")
    if len(pad.cribs) < CRIBS:
        raise Refusal("kind-params", f"params: give {CRIBS} `cribs` at least: stretches that papers give away.")
    hidden.check(pad.whole)
    for sheet in pad.messages:
        part = pad.part(sheet.serial, pad.answer if sheet.serial == pad.asked else sheet.texts[:1])
        hidden.check_texts([*sheet.texts, *pad.cribs], pad.words)
        hidden.fair_length(part, 0)
    if pad.mistaken:
        hidden.check(pad.part(other_than_asked(pad), pad.mistaken))


def other_than_asked(pad: PadParams) -> str:
    """The message for which the asked one may be taken."""
    return next(sheet.serial for sheet in pad.messages if sheet.serial != pad.asked)
