"""The chart as Mermaid, as GitHub renders it in a fence of that name."""

import re
from collections.abc import Iterator

from casefile.text import clean
from casefile.workshop.graph.chart import Chart, Link, Step, step_of

_SHAPES = {
    "puzzle": '["{}"]',
    "board": '[["{}"]]',
    "archive": '[("{}")]',
    "papers": '["{}"]',
    "decision": '{{"{}"}}',
    "ending": '(["{}"])',
}
_CLASSES = (
    "classDef choke stroke:#9b1c1c,stroke-width:3px",
    "classDef critical fill:#f6dcc4,color:#2b2118",
    "classDef gate fill:#fff,stroke:#7a6a55,color:#2b2118",
    "classDef papers stroke-dasharray:4 3",
)


def as_mermaid(chart: Chart) -> str:
    """Draw a chart; ids in it are numbered, so that no id of a case can be a word of Mermaid's."""
    return "\n".join(_Mermaid(chart).lines()) + "\n"


class _Mermaid:
    """Writes one chart."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._ids = {name: f"n{number}" for number, name in enumerate(chart.steps)}
        self._ids |= {act.id: f"act{number}" for number, act in enumerate(chart.acts)}
        self._edges = 0
        self._critical: list[int] = []

    def lines(self) -> Iterator[str]:
        """Line by line."""
        chart = self._chart
        yield "flowchart LR"
        yield f"  accTitle: {_plain(chart.title)}, {chart.profile}"
        yield f"  accDescr: What opens what. The critical path takes {chart.quickest} minutes: {' '.join(chart.path)}."
        for act in chart.acts:
            yield f'  subgraph {self._ids[act.id]}["{_text(act.title)} · {act.width} open at once"]'
            yield from (f"    {self._step(step)}" for step in chart.steps.values() if step.act == act.id)
            yield "  end"
        opening = [link for act in chart.acts for link in act.opened_by]
        for number, link in enumerate([*opening, *chart.links]):
            yield from self._link(link, f"g{number}")
        yield from (f"  {line}" for line in _CLASSES)
        for name, ids in self._classes().items():
            yield f"  class {','.join(ids)} {name}"
        if self._critical:
            yield f"  linkStyle {','.join(map(str, self._critical))} stroke:#9b1c1c,stroke-width:3px"

    def _step(self, step: Step) -> str:
        minutes = f" · {step.minutes} min" if step.minutes else ""
        name = step.id.removeprefix("ending:")
        return self._ids[step.id] + _SHAPES[step.sort].format(f"{name}{minutes}<br/>{_text(step.title)}")

    def _link(self, link: Link, gate: str) -> Iterator[str]:
        acts = {act.id for act in self._chart.acts}
        if link.sources[0] in acts and len(link.sources) == 1:
            return  # the subgraph says it
        start = self._ids[step_of(link.sources[0])]
        if link.label:
            start = gate
            yield f'  {gate}(("{link.k} of {len(link.sources)}")):::gate'
            yield from (self._edge(source, self._ids[step_of(source)], gate, link) for source in link.sources)
        for target in link.targets:
            yield self._edge("" if link.label else link.sources[0], start, self._ids[target], link)

    def _edge(self, source: str, start: str, end: str, link: Link) -> str:
        on_path = {*self._chart.path, *(self._chart.steps[name].act for name in self._chart.path)}
        if any(name in on_path for name in link.targets) and (not source or step_of(source) in self._chart.path):
            self._critical.append(self._edges)
        self._edges += 1
        option = source.partition("/")[2]
        return f'  {start} -->|"{_text(option)}"| {end}' if option else f"  {start} --> {end}"

    def _classes(self) -> dict[str, list[str]]:
        steps = self._chart.steps.values()
        found = {
            "choke": [self._ids[step.id] for step in steps if step.choke],
            "critical": [self._ids[step.id] for step in steps if step.critical],
            "papers": [self._ids[step.id] for step in steps if step.sort == "papers"],
        }
        return {name: ids for name, ids in found.items() if ids}


def _text(text: str) -> str:
    """A label's text: what Mermaid or HTML would read is written as an entity."""
    return re.sub(r'[#&"<>`;]', lambda sign: f"#{ord(sign[0])};", clean(text, lines=False))


def _plain(text: str) -> str:
    return clean(text, lines=False).replace("#", " ").replace(";", ",")
