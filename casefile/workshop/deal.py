"""From a case and a seed to one dealt case: world, riddles, papers, answers."""

from dataclasses import dataclass
from pathlib import Path

from casefile.kinds import Riddle
from casefile.source import names
from casefile.source.case import Case, Document
from casefile.source.case_file import ProfileEntry
from casefile.source.loader import load
from casefile.source.names import Use
from casefile.source.problems import Findings
from casefile.source.wiring import Wiring, wire
from casefile.vault.manifest import Text
from casefile.workshop.memory import Memory
from casefile.workshop.rendering import Rendering
from casefile.workshop.riddles import make_riddles
from casefile.workshop.solutions import Solution, solve_all
from casefile.world import BadWindow, NoCode, World, deal
from casefile.world.stream import seed_bytes


@dataclass(frozen=True, slots=True)
class DealtPaper:
    """One paper of a deal, in every language."""

    source: Document
    node: str
    """The node that carries it."""
    branch: str
    """In papers that every branch of a decision has: the option."""
    title: Text
    body: Text
    ref: str
    date: str
    alt: Text


@dataclass(frozen=True, slots=True)
class Dealt:
    """A case as one seed deals it for one profile."""

    case: Case
    seed: bytes
    profile: ProfileEntry
    world: World | None
    wiring: Wiring
    rendering: Rendering
    riddles: dict[str, dict[str, Riddle]]
    """Puzzle to language to riddle; dropped puzzles have theirs too, for their papers."""
    papers: tuple[DealtPaper, ...]
    """In the order of the story."""
    solutions: dict[str, Solution]
    """Lock to its answers; locks that the profile drops are not among them."""
    memory: Memory
    """What further deals of this case can use."""

    @property
    def mole(self) -> str:
        """Who it is, in a case with a hidden world."""
        return self.world.mole if self.world else ""

    def paper(self, name: str) -> DealtPaper:
        """The paper with this id; of a paper that several branches have, the first."""
        return next(paper for paper in self.papers if paper.source.about.id == name)


def deal_case(
    source: Path | Case,
    *,
    seed: str | bytes | None = None,
    profile: str = "full",
    memory: Memory | None = None,
) -> Dealt:
    """Deal a case.

    Args:
        source: A case, or the folder that it lies in.
        seed: What decides everything that may vary; without one the case's story seed.
        profile: Id of a profile of the case.
        memory: Of an earlier deal from the same seed, perhaps of an earlier state of the case.

    Raises:
        Unsound: The case cannot be dealt; with every problem.
        Refusal: It has no such profile.
    """
    case = load(source) if isinstance(source, Path) else source
    return _sound(deal_anyway(case, seed=seed, profile=profile, memory=memory))


def deal_anyway(
    case: Case, *, seed: str | bytes | None = None, profile: str = "full", memory: Memory | None = None
) -> Dealt:
    """Deal a case as far as it goes; all that is wrong with it is among its `rendering.findings`.

    Raises:
        Refusal: It has no such profile.
    """
    raw = seed_bytes(case.file.seed if seed is None else seed)
    return _deal(case, raw, case.profile(profile), "", memory or Memory())


def deal_again(dealt: Dealt, mole: str) -> Dealt:
    """The same deal, but for another mole and everything that follows from who it is.

    Raises:
        Unsound: The case cannot be dealt with this mole.
    """
    return _sound(_deal(dealt.case, dealt.seed, dealt.profile, mole, dealt.memory))


def _sound(dealt: Dealt) -> Dealt:
    dealt.rendering.findings.close()
    return dealt


def _deal(case: Case, raw: bytes, entry: ProfileEntry, mole: str, memory: Memory) -> Dealt:
    findings = Findings()
    world = _world(case, raw, mole, findings)
    wiring = wire(case, entry)
    rendering = Rendering(case, findings, memory.templates, {language: {} for language in _languages(case)})
    rendering.lost |= case.lost if world or not case.world else {*case.lost, "world"}
    for language, facts in rendering.facts.items():
        catalogue = case.catalogues[language]
        facts["cast"] = catalogue.deep("cast", case.cast)
        said = catalogue.deep("cast", catalogue.deep("world", world.facts)) if world else {}
        facts["world"] = rendering.values("world", said, rendering.at("world.toml"), language)
        facts["profile"] = entry.id
    riddles = make_riddles(rendering, wiring, raw, memory)
    papers = tuple(paper for doc in case.docs.values() for paper in _papers(doc, rendering, wiring))
    solutions = solve_all(rendering, riddles, entry)
    return Dealt(case, raw, entry, world, wiring, rendering, riddles, papers, solutions, memory)


def _languages(case: Case) -> list[str]:
    """The case's own language first: that is the order in which a missing text falls back."""
    return [case.file.language, *(other for other in case.file.languages if other != case.file.language)]


def _world(case: Case, seed: bytes, mole: str, findings: Findings) -> World | None:
    if case.world is None or "world" in case.lost:
        return None
    try:
        return deal(case.world, case.cast, seed, mole=mole)
    except (NoCode, BadWindow) as error:
        findings.add("CF-S18", "world.toml", case.line("world.toml", ("clues",)), str(error))
    except (KeyError, ValueError) as error:
        sentence = f"cannot be dealt: {error}." if isinstance(error, ValueError) else f"has no row for {error}."
        findings.add("CF-S18", "world.toml", case.line("world.toml", ("variables",)), sentence)
    return None


def _papers(doc: Document, rendering: Rendering, wiring: Wiring) -> list[DealtPaper]:
    about = doc.about
    carrier = wiring.node(about.opens_with, Use.CARRIER)
    # The papers of an ending that the profile leaves out have no node.
    nodes = [node for node in names.spread(carrier, wiring.kinds) if node in wiring.kinds]
    return [_paper(doc, node, rendering, several=node != carrier) for node in nodes]


def _paper(doc: Document, node: str, rendering: Rendering, *, several: bool) -> DealtPaper:
    about, context = doc.about, f"doc:{doc.about.id}"
    branch = names.option(node) if several else ""
    more = {"branch": branch} if several else {}
    return DealtPaper(
        source=doc,
        node=node,
        branch=branch,
        title=rendering.text(context, about.title, rendering.at(doc.path, "title"), **more),
        body=rendering.body(context, doc, **more),
        ref=rendering.string(context, about.ref, rendering.at(doc.path, "ref"), **more),
        date=rendering.string(context, about.date, rendering.at(doc.path, "date"), **more),
        alt=rendering.text(context, about.alt, rendering.at(doc.path, "alt"), **more) if about.alt else {},
    )
