"""Decisions with their branches, and the table of endings."""

from collections.abc import Iterator
from typing import Any

from casefile.source import names
from casefile.source.case_file import DecisionEntry, OptionEntry
from casefile.source.names import Use
from casefile.vault import manifest as written
from casefile.workshop.draft import Draft
from casefile.workshop.rendering import At


def choose(draft: Draft) -> None:
    """Put decisions and the table of endings where they come from."""
    for number, entry in enumerate(draft.dealt.case.file.decisions):
        at = draft.at("decisions", number)
        decision = written.Decision(
            id=entry.id,
            title=draft.say(entry.title, at),
            text=draft.say(entry.text, at),
            when=draft.when(entry.when),
            options=[option for one in entry.options for option in _options(draft, entry, one, at)],
            irrevocable=entry.irrevocable,
        )
        draft.put(draft.dealt.wiring.node(entry.node, Use.HOLDER), "decisions", decision)
    holder = draft.dealt.wiring.node(draft.dealt.case.file.endings_with, Use.HOLDER)
    for number, ending in enumerate(draft.dealt.case.file.endings):
        node = names.ending(ending.id)
        if node in draft.parts:
            title = draft.say(ending.title, draft.at("endings", number))
            draft.parts[node]["title"] = title
            conditions = draft.when([_own(draft, condition, draft.at("endings", number)) for condition in ending.when])
            ref = None if any(gate.target == node for gate in draft.dealt.wiring.gates) else draft.ref(node)
            row = written.Ending(id=ending.id, title=title, when=conditions, ref=ref)
            draft.put(holder, "endings", row)


def _options(draft: Draft, decision: DecisionEntry, entry: OptionEntry, at: At) -> Iterator[written.Option]:
    for name in draft.dealt.case.roll if entry.each else [entry.id]:
        yield written.Option(
            id=name,
            label=_each(draft, entry.label, at, name if entry.each else ""),
            when=draft.when([_own(draft, condition, at, name if entry.each else "") for condition in entry.when]),
            ref=draft.ref(names.branch(decision.id, name)),
        )


def _each(draft: Draft, text: str, at: At, suspect: str) -> written.Text:
    rendering = draft.dealt.rendering
    return {
        language: rendering.string("case", text, at, language, **_suspect(draft, suspect, language))
        for language in rendering.facts
    }


def _own(draft: Draft, text: str, at: At, suspect: str = "") -> str:
    rendering = draft.dealt.rendering
    return rendering.string("case", text, at, **_suspect(draft, suspect, rendering.language))


def _suspect(draft: Draft, name: str, language: str) -> dict[str, Any]:
    return {"suspect": draft.dealt.rendering.facts[language]["world"]["suspect"][name]} if name else {}
