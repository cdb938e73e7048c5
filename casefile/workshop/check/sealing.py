"""Whether a deal can be sealed, and whether all that was sealed opens again."""

from collections.abc import Iterator

from casefile.source import names
from casefile.source.problems import Problem
from casefile.vault import Pack, PackRefusal, WrongKey, derive
from casefile.workshop.check.rule import Deal
from casefile.workshop.trial import Trial


def seals_and_opens(deal: Deal) -> Iterator[Problem]:
    """The deal, sealed and opened again: every node, paper and answer, and nothing drawn twice that is drawn once."""
    try:
        pack = deal.trial.pack()
        fault = _unread(deal, deal.trial, pack) or _repeated(pack)
    except (PackRefusal, WrongKey) as refusal:
        fault = f"cannot be sealed: {refusal.sentence}"
    if fault:
        yield deal.problem("CF-A09", "case.toml", (), fault)


def _unread(deal: Deal, trial: Trial, pack: Pack) -> str:
    """What was sealed and does not open to its key."""
    pack.verify()
    for node in trial.nodes:
        manifest = pack.manifest(node.ref)
        for paper, texts in node.papers.items():
            for language in texts:
                pack.paper(node.ref, paper, language)
        for lock in manifest.locks:
            for answer in deal.dealt.solutions[lock.name].answers:
                hit = derive(pack, lock, answer, node.ref.key)
                if hit is None or hit.ref != trial.keys.ref(names.part_of(lock.name, names.SOLVED)):
                    return f'"{" / ".join(answer)}" does not open "{lock.name}" once it is sealed.'
    return ""


def _repeated(pack: Pack) -> str:
    """Salts that two blobs share; that no two have one place, the directory sees to."""
    salts = list(pack.salts())
    return "two blobs were sealed with one salt." if len(set(salts)) < len(salts) else ""
