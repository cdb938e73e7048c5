"""Two editions of a case, compared by what they say and not by their bytes, which differ at every seal."""

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from casefile.errors import Refusal
from casefile.source import names
from casefile.source.loader import load
from casefile.text import clean
from casefile.vault import Ask, Deal, Pack, SealKey, WrongKey, derive
from casefile.vault.manifest import Lock, Manifest, Ref, Text, dump
from casefile.workshop.deal import Dealt, deal_case
from casefile.workshop.draft import Crypto
from casefile.workshop.finished import SEAL_KEY
from casefile.workshop.gates import gates_of, unsealed
from casefile.workshop.locks import answers_of, blank
from casefile.workshop.nodes import build_nodes
from casefile.world.stream import seed_bytes

Tell = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Said:
    """What one node says, without the parts that every seal draws anew."""

    manifest: Manifest
    papers: Mapping[str, Text]


@dataclass(frozen=True, order=True, slots=True)
class Difference:
    """One thing that two editions say differently."""

    node: str
    what: str
    """`paper:ID`, `manifest`, or `answers` of the lock that the node shows."""
    how: Literal["new", "gone", "changed"]

    def __str__(self) -> str:
        thing = {"manifest": f"the node {self.node}", "answers": f"the answers of {self.node.partition('/')[0]}"}
        return f"{self.how}: {thing.get(self.what) or f'the {self.what.replace(chr(58), chr(32))} of {self.node}'}"


@dataclass
class Comparison:
    """A sealed pack beside what its source would give now."""

    dealt: Dealt
    old_rev: int
    new_rev: int
    nodes: int
    """How many the source has."""
    differences: list[Difference] = field(default_factory=list)


def compare(  # noqa: PLR0913  each is a word of the command
    pack: Pack,
    folder: Path,
    *,
    seed: str | None = None,
    answers: bool = True,
    ask: Ask | None = None,
    told: Tell | None = None,
) -> Comparison:
    """Compare a pack with the source that it is said to come from.

    Args:
        pack: The sealed edition.
        folder: The case's folder, with the `seal.key` that the pack was sealed with.
        seed: What it was dealt from; without one the story seed.
        answers: Whether the rows of the locks are tried, too: one Argon2id for each accepted answer.
        ask: Asks for the passphrase of a seal key that has one.
        told: Told of every answer that was tried.

    Raises:
        Unsound: The case cannot be dealt.
        Refusal: `edition-other`: the pack is no edition of this case, with this key, seed and profile.
    """
    if not (folder / SEAL_KEY).is_file():
        raise Refusal(
            "edition-key", f"{folder} has no {SEAL_KEY}: only with the key that sealed a pack can it be read."
        )
    key, case = SealKey.load(folder / SEAL_KEY, ask), load(folder)
    keys = key.deal(case.file.id, seed_bytes(case.file.seed if seed is None else seed), pack.profile)
    _same_edition(pack, key, keys, case.file.id)
    dealt = deal_case(case, seed=seed, profile=pack.profile)
    new = _said_by(dealt, keys)
    old = _said_in(pack, {name: keys.ref(name) for name in new})
    found = Comparison(dealt, pack.rev, case.file.rev, len(new), sorted(_differences(old, new)))
    if answers:
        found.differences += sorted(_other_answers(pack, dealt, keys, old, told))
    return found


def _same_edition(pack: Pack, key: SealKey, keys: Deal, case: str) -> None:
    if pack.author != key.author:
        raise Refusal("edition-other", f"The pack was sealed with another key: its author is {pack.fingerprint}.")
    if pack.case != case:
        raise Refusal("edition-other", f'The pack is of the case "{pack.case}", and this is "{case}".')
    if pack.id_bytes != keys.pack_id:
        raise Refusal("edition-other", "The pack was dealt from another seed; name it with `--seed`.")


def _said_by(dealt: Dealt, keys: Deal) -> dict[str, Said]:
    holes = {lock: blank(dealt, lock, keys) for lock in dealt.solutions}
    nodes = build_nodes(dealt, Crypto(keys, holes, gates_of(dealt, keys, unsealed(keys))))
    return {node.manifest.name: Said(_bare(node.manifest), _clean(node.papers)) for node in nodes}


def _clean(papers: Mapping[str, Text]) -> dict[str, Text]:
    """Papers as a pack gives them."""
    return {
        paper: {language: clean(body, lines=True) for language, body in text.items()} for paper, text in papers.items()
    }


def _said_in(pack: Pack, refs: Mapping[str, Ref]) -> dict[str, Said]:
    """Everything of a pack that has one of these names, or that something so named hands on."""
    said: dict[str, Said] = {}
    waiting = [*refs.values(), pack.start]
    seen: set[bytes] = set()
    while waiting:
        ref = waiting.pop()
        if ref.node in seen:
            continue
        seen.add(ref.node)
        try:
            manifest = pack.manifest(ref)
        except WrongKey:
            continue
        waiting += _handed(manifest)
        papers = {
            paper.id: {language: pack.paper(ref, paper.id, language) for language in pack.languages}
            for paper in manifest.papers
        }
        said[manifest.name] = Said(_bare(manifest), papers)
    return said


def _handed(manifest: Manifest) -> Iterable[Ref]:
    yield from manifest.grants
    yield from (hint.first for hint in manifest.hints)
    yield from (option.ref for decision in manifest.decisions for option in decision.options)
    yield from (ending.ref for ending in manifest.endings if ending.ref)
    if manifest.next:
        yield manifest.next


def _bare(manifest: Manifest) -> Manifest:
    """A manifest without what each seal draws anew."""
    locks = [msgspec.structs.replace(lock, rows=b"") for lock in manifest.locks]
    gates = [msgspec.structs.replace(gate, wraps=b"") for gate in manifest.gates]
    return msgspec.structs.replace(manifest, locks=locks, gates=gates)


def _differences(old: Mapping[str, Said], new: Mapping[str, Said]) -> Iterable[Difference]:
    for name in old.keys() | new.keys():
        before, after = old.get(name), new.get(name)
        if before is None or after is None:
            yield Difference(name, "manifest", "new" if before is None else "gone")
            continue
        if dump(before.manifest) != dump(after.manifest):
            yield Difference(name, "manifest", "changed")
        for paper in before.papers.keys() | after.papers.keys():
            was, now = before.papers.get(paper), after.papers.get(paper)
            if was is None or now is None:
                yield Difference(name, f"paper:{paper}", "new" if was is None else "gone")
            elif was != now:
                yield Difference(name, f"paper:{paper}", "changed")


def _other_answers(
    pack: Pack, dealt: Dealt, keys: Deal, old: Mapping[str, Said], told: Tell | None
) -> list[Difference]:
    tries = [
        (lock, answer.fields, answer.target.node)
        for lock in dealt.solutions
        for answer in answers_of(dealt, lock, keys)
        if names.part_of(lock, names.SHOWN) in old
    ]
    shown = {lock: names.part_of(lock, names.SHOWN) for lock in dealt.solutions}
    holes = {lock: _lock(pack, keys.ref(node), lock) for lock, node in shown.items() if node in old}

    def opens(one: tuple[str, tuple[str, ...], bytes]) -> bool:
        lock, answer, target = one
        hole = holes[lock]
        hit = derive(pack, hole, answer, keys.ref(shown[lock]).key) if hole else None
        return hit is not None and hit.ref.node == target

    changed: set[str] = set()
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for number, (one, right) in enumerate(zip(tries, pool.map(opens, tries), strict=True)):
            if told:
                told(number + 1, len(tries), one[0])
            if not right:
                changed.add(one[0])
    return [Difference(shown[lock], "answers", "changed") for lock in changed]


def _lock(pack: Pack, ref: Ref, name: str) -> Lock | None:
    return next((lock for lock in pack.manifest(ref).locks if lock.name == name), None)
