"""What belongs to the case as a whole: its opening, its acts, its messages."""

from casefile.source.names import Use
from casefile.source.wiring import START
from casefile.vault import manifest as written
from casefile.workshop.draft import Draft


def open_case(draft: Draft) -> None:
    """Write the start and the acts."""
    file, start = draft.dealt.case.file, draft.parts[START]
    start["title"] = draft.say(file.title, draft.at("title"))
    start["clock"] = draft.say(file.clock, draft.at("clock"))
    start["tools"] = list(file.tools)
    start["questions"] = [_question(draft, number) for number in range(len(file.questions))]
    start["opening"] = written.Opening(
        desk=draft.say(file.desk, draft.at("desk")),
        marking=file.marking,
        note=draft.say(file.note, draft.at("note")),
        intro=draft.say(file.intro, draft.at("intro")),
    )
    cards = enumerate(file.cards)
    draft.put(START, "cards", *(draft.card("case", card, draft.at("cards", number)) for number, card in cards))
    for number, act in enumerate(file.acts):
        title = draft.say(act.title, draft.at("acts", number, "title"))
        draft.parts[act.id] |= {
            "title": title,
            "acts": [written.Act(id=act.id, title=title)],
            "tools": list(act.tools),
        }
        draft.parts[act.id]["clock"] = draft.say(act.clock, draft.at("acts", number, "clock"))


def tell(draft: Draft) -> None:
    """Put messages and lifts where they come from."""
    for number, entry in enumerate(draft.dealt.case.file.messages):
        at = draft.at("messages", number, "text")
        message = written.Message(
            id=entry.id,
            sender=draft.say(entry.sender, at),
            text=draft.say(entry.text, at),
            when=draft.when(entry.when),
            idle=entry.idle,
        )
        draft.put(draft.dealt.wiring.node(entry.node, Use.HOLDER), "messages", message)
    draft.lift("case", draft.dealt.case.file.lifts, draft.at("lifts"))
    for name, doc in draft.dealt.case.docs.items():
        draft.lift(f"doc:{name}", doc.about.lifts, draft.dealt.rendering.at(doc.path, "lifts"))


def _question(draft: Draft, number: int) -> written.Question:
    entry, at = draft.dealt.case.file.questions[number], draft.at("questions", number)
    return written.Question(
        id=entry.id,
        title=draft.say(entry.title, at),
        count=draft.say(entry.count, at),
        choices=[_choice(draft, person) for person in draft.dealt.case.roll] if entry.choices else [],
        lines=[written.Line(id=line.id, label=draft.say(line.label, at)) for line in entry.lines],
    )


def _choice(draft: Draft, name: str) -> written.Choice:
    said = {language: facts["world"]["suspect"][name] for language, facts in draft.dealt.rendering.facts.items()}
    own = said[draft.dealt.rendering.language]
    return written.Choice(
        id=name,
        initial=str(own.get("initial", name[:1].upper())),
        label={language: str(person["name"]) for language, person in said.items()},
        note={language: str(person["post"]) for language, person in said.items() if "post" in person},
    )
