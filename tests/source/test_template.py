"""Templates: strict, bounded, and with nothing within reach but the facts."""

from typing import Any

import pytest

from casefile.source.template import MOST_OUTPUT, MOST_TURNS, TemplateFault, Templates

FACTS: dict[str, Any] = {"world": {"mole": "oak", "items": ["a", "b"], "n": 7}, "p01": {"strip": "-.-"}}


def render(text: str) -> str:
    return Templates().render(text, FACTS)


def fault(text: str) -> TemplateFault:
    with pytest.raises(TemplateFault) as raised:
        render(text)
    return raised.value


def test_facts_come_into_a_text() -> None:
    assert (
        render("{{ world.mole }}: {% for one in world.items %}{{ one }}{% endfor %} {{ world.n * 2 }}") == "oak: ab 14"
    )


def test_a_name_of_a_method_is_still_a_name() -> None:
    assert render("{{ world.items[1] }}") == "b"


def test_a_method_is_no_text() -> None:
    assert "no value" in fault("{{ world.copy }}").sentence
    assert "no value" in fault("{{ world.mole.upper }}").sentence


def test_lines_of_code_leave_no_empty_lines() -> None:
    assert render("a\n{% for one in world.items %}\n- {{ one }}\n{% endfor %}\nb\n") == "a\n- a\n- b\nb\n"


def test_pieces_can_be_put_together() -> None:
    text = "{{ world.mole ~ '/' ~ world.n ~ 'x' }} {{ world.items | join(', ') }} {{ 'a' + 'b' }} {{ [1] + [2] }}"
    assert render(text) == "oak/7x a, b ab [1, 2]"
    assert render("{{ 'a-b' | replace('-', '+') }}{% macro m(x) %}<{{ x }}>{% endmacro %}{{ m(1) }}") == "a+b<1>"


def test_columns_can_be_aligned_within_bounds() -> None:
    assert (
        render("|{{ world.mole | left(6) }}|{{ world.n | right(3) }}|{{ world.n | zeros(3) }}|") == "|oak   |  7|007|"
    )
    assert "between 0 and 200" in fault("{{ world.mole | left(201) }}").sentence


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("one\n{{ world.moel }}", 2, 'Did you mean "mole"?'),
        ("\n\n{{ p02.strip }}", 3, 'Did you mean "p01"?'),
        ("{{ world.nothing.at.all }}", 1, 'no "nothing"'),
        ("a\nb {% for x in %}", 2, "cannot be read"),
        ("{{ world.mole | nofilter }}", 1, "nofilter"),
        ("\n{{ 1 / 0 }}", 2, "division"),
        ("{% if world.moel %}x{% endif %}", 1, "moel"),
        ("{% for x in world.itmes %}{% endfor %}", 1, '"items"?'),
    ],
)
def test_a_slip_is_told_with_its_line_and_what_was_meant(text: str, line: int, says: str) -> None:
    told = fault(text)
    assert (told.line, says in told.sentence) == (line, True), told.sentence


@pytest.mark.parametrize(
    "text",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ world.__init__ }}",
        "{{ range.__globals__ }}",
        "{% include 'case.toml' %}",
        "{% import 'case.toml' as x %}",
        "{{ world.items.append('c') }}",
        "{{ 'a'.ljust(100000000) }}",
        "{{ 'a' * 100000000 }}",
        "{{ [0] * 100000000 }}",
        "{{ 9 ** 99999999 }}",
        "{{ '%100000000d' % 1 }}",
        "{{ '{:100000000}'.format(1) }}",
        "{{ range(100000000) | list }}",
        "{% set a = 'x' * 1 %}",
        "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a + a %}" * 40,
        "{% set a = [1, 2, 3] %}" + "{% set a = a + a %}" * 40,
        "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a ~ a %}" * 40,
        "{% set a = 'xxxxxxxxxx' %}" + "{% set a = a | replace('x', a) %}" * 40,
        "{{ range(20000) | join('x' | left(200)) }}",
        "{% macro m(n) %}{% if n %}{{ m(n - 1) }}{{ m(n - 1) }}{% endif %}{% endmacro %}{{ m(40) }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
        "{{ [1] | batch(1000000000, 0) | list }}",
        "{{ 1 | round(1000000000, 'ceil') }}",
        "{{ (1e308 * 10) | int }}{{ 1 / 0 }}",
        "{{ _budget.turns }}{% set _budget = 1 %}{% for x in [1] %}{% endfor %}",
    ],
)
def test_what_is_out_of_bounds_is_refused(text: str) -> None:
    fault(text)
    assert FACTS["world"]["items"] == ["a", "b"]


def test_loops_end_even_when_they_say_nothing() -> None:
    inner = "{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}"
    assert f"{MOST_TURNS:,} turns" in fault(inner).sentence


def test_a_text_ends() -> None:
    line = "x" * 100
    assert f"{MOST_OUTPUT:,} characters" in fault("{% for a in range(10000) %}" + line + "{% endfor %}").sentence


def test_a_single_expression_gives_a_list_itself_and_anything_else_as_text() -> None:
    templates = Templates()
    assert templates.value("{{ world.items }}", FACTS) == ["a", "b"]
    assert templates.value(" {{ world.n }} ", FACTS) == "7"
    assert templates.value("{{ world.n }}{{ world.n }}", FACTS) == "77"
    with pytest.raises(TemplateFault, match="moel"):
        templates.value("{{ world.moel }}", FACTS)


def test_names_from_outside_are_known_before_rendering() -> None:
    text = "{% for x in p01.strip %}{{ x }}{{ range(3) }}{{ world.n }}{% endfor %}"
    assert Templates().names(text) == {"p01", "world"}
