"""One thing's id in everything that can name it: nodes, conditions, templates, and nothing else."""

import re
from collections.abc import Callable

from casefile.workshop.renaming.ids import Change

_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_WORD = re.compile(
    r"""(?P<string>\\"[^"\\]*\\"|"[^"]*"|'[^']*')|(?P<path>(?<![\w.])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)|[\w.]+|."""
    , re.DOTALL
)  # fmt: skip
_ROOTS = {
    "person": ("cast", "world.suspect"),
    "variable": ("world",),
    "act": ("world.survivors",),
    "clue": ("world.clues",),
}
"""Behind what a template names it."""
_IN_QUOTES = frozenset({"person", "card", "clue", "option", "profile", "act"})
"""What templates compare with, or look up by, a text that is the whole id."""


class Words:
    """Writes one thing's new id."""

    def __init__(self, change: Change) -> None:
        self._change = change
        self.old, self.new, self.sort = change.old, change.new, change.sort

    def id(self, text: str) -> str:
        """A text that is an id of this sort."""
        return self.new if text == self.old else text

    def node(self, text: str) -> str:
        """The name of a node."""
        head, colon, rest = text.partition(":")
        if not colon:
            first, slash, part = text.partition("/")
            return self.id(first) + slash + part if self.sort in {"puzzle", "act"} else text
        if head in {"ending", "request"}:
            return f"{head}:{self.id(rest)}" if self.sort == head else text
        decision, _, option = rest.partition("/")
        return f"{head}:{'/'.join(self._choice(decision, option))}"

    def condition(self, text: str) -> str:
        """A fact about a play, with or without its `!`."""
        no, word, argument = text[: text.startswith("!")], *text.removeprefix("!").partition(":")[::2]
        if word == "held":
            argument = self.node(argument)
        elif word in {"solved", "tried", "read"} and self.sort == ("paper" if word == "read" else "puzzle"):
            argument = self.id(argument)
        elif word == "chose":
            argument = "=".join(self._choice(*argument.split("=", maxsplit=1))) if "=" in argument else argument
        elif word == "signed":
            field, equals, card = argument.partition("=")
            argument = self.slot(field) + equals + (self.id(card) if self.sort == "card" else card)
        return f"{no}{word}:{argument}"

    def slot(self, text: str) -> str:
        """A slot with its board, `m1.who`."""
        board, dot, slot = text.partition(".")
        return self.id(board) + dot + slot if dot and self.sort == "puzzle" else text

    def place(self, text: str) -> str:
        """Where a lift goes, `paper:memo`."""
        sort, _, name = text.partition(":")
        return f"{sort}:{self.id(name)}" if sort == self.sort else text

    def context(self, text: str) -> str:
        """The `msgctxt` of a translation."""
        head, colon, rest = text.partition(":")
        name, number, block = rest.partition("#")
        meant = {"paper": "doc"}.get(self.sort, self.sort)
        return head + colon + self.id(name) + number + block if head == meant else text

    def template(self, text: str) -> str:
        """A text with templates in it; its prose stays."""
        return _TAG.sub(lambda tag: self._expression(tag[0]), text) if self.old in text else text

    def listed(self, text: str) -> str:
        """Ids in a list that is written out, `p01, p02`."""
        return re.sub(rf"(?<![\w-]){re.escape(self.old)}(?![\w-])", self.new, text)

    def _choice(self, decision: str, option: str) -> tuple[str, str]:
        own = self._change.known.within == decision if self.sort == "option" else decision in self._change.each
        if self.sort == "decision":
            return self.id(decision), option
        return decision, self.id(option) if self.sort in {"option", "person"} and own else option

    def _expression(self, tag: str) -> str:
        before = ""
        written: list[str] = []
        for word in _WORD.finditer(tag):
            text = word[0]
            if word["string"]:
                text = self._string(text, before)
            elif word["path"]:
                text = self._path(text, before, tag[word.end() :])
            if not text.isspace():
                before = (before + text)[-80:]
            written.append(text)
        return "".join(written)

    def _string(self, text: str, before: str) -> str:
        quote = text[: len(text) - len(text.lstrip("\\\"'"))] or text[0]
        if text[len(quote) : len(text) - len(quote)] != self.old:
            return text
        looked_up = any(before.endswith(f"{root}[") for root in _ROOTS.get(self.sort, ()))
        return f"{quote}{self.new}{quote}" if self.sort in _IN_QUOTES or looked_up else text

    def _path(self, text: str, before: str, after: str) -> str:
        if self.sort == "puzzle":
            named = before.endswith(("|", ".")) or re.match(r"\s*=(?!=)", after)
            return re.sub(rf"^{self.old}(?=\.|$)", self.new, text) if not named else text
        for root in _ROOTS.get(self.sort, ()):
            text = re.sub(rf"^{re.escape(root)}\.{re.escape(self.old)}(?=\.|$)", f"{root}.{self.new}", text)
        return text


Way = Callable[[Words, str], str]
