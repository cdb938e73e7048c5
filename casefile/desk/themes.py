"""The desk's themes: every colour that any screen uses, by name."""

from textual.theme import Theme

REGISTRY = {
    "desk": "#1d1b18",
    "panel-desk": "#24211d",
    "sheet": "#2a2722",
    "line": "#4a443a",
    "shadow": "#0f0e0c",
    "text-desk": "#d8cfbd",
    "quiet": "#a79f90",
    "buff": "#cbb88d",
    "on-buff": "#1d1b18",
    "stamp": "#e58a80",
    "amber": "#e0a94a",
    "done": "#9dbf8a",
    "paper": "#e9dfc7",
    "paper-flimsy": "#f3efc9",
    "paper-letter": "#f4efe4",
    "paper-news": "#e6e3dc",
    "paper-form": "#dfead6",
    "paper-register": "#efe8d6",
    "paper-carbon": "#d7e4f1",
    "paper-map": "#e2eddf",
    "paper-strip": "#f6f5ef",
    "paper-slip": "#f8dfd9",
    "paper-photo": "#efece6",
    "paper-rule": "#b9ae95",
    "ink": "#2b2722",
    "pencil": "#5c564c",
    "paper-red": "#962821",
    "paper-amber": "#755000",
    "carbon": "#2f4a6b",
    "black": "#14120f",
    "strip-over": "#6a6357",
    "lift": "#ffe9a8",
    "print-dark": "#23211e",
    "print-light": "#e4dfd3",
}
"""Night in the registry: the paper is the only bright thing. Contrasts are kept by a test, at least 5:1."""

NIGHT = {
    "desk": "#0b0f0c",
    "panel-desk": "#0e1410",
    "sheet": "#111a14",
    "line": "#2c4234",
    "shadow": "#050705",
    "text-desk": "#8fd6a0",
    "quiet": "#6f9f7c",
    "buff": "#a9e3b6",
    "on-buff": "#0b0f0c",
    "stamp": "#ff8a7a",
    "amber": "#e3b567",
    "done": "#8fd6a0",
    "paper": "#131c16",
    "paper-flimsy": "#17190f",
    "paper-letter": "#161d18",
    "paper-news": "#171a18",
    "paper-form": "#12201a",
    "paper-register": "#181c15",
    "paper-carbon": "#10191f",
    "paper-map": "#12201a",
    "paper-strip": "#161b18",
    "paper-slip": "#201614",
    "paper-photo": "#191c1a",
    "paper-rule": "#3a5a46",
    "ink": "#a5e3b4",
    "pencil": "#7cb08a",
    "paper-red": "#ff8a7a",
    "paper-amber": "#e3b567",
    "carbon": "#8fc4dd",
    "black": "#47705a",
    "strip-over": "#a5e3b4",
    "lift": "#2d4a1f",
    "print-dark": "#050705",
    "print-light": "#a5e3b4",
}
"""Green on black, paper too, for dark rooms and tired eyes."""

CONTRAST = {
    **dict.fromkeys(("desk", "panel-desk", "sheet", "shadow", "on-buff"), "#000000"),
    **dict.fromkeys(("line", "text-desk", "quiet", "stamp", "done"), "#ffffff"),
    **dict.fromkeys(("buff", "amber"), "#ffe000"),
    **dict.fromkeys(
        (
            name
            for name in REGISTRY
            if name == "paper" or (name.startswith("paper-") and name not in ("paper-red", "paper-amber", "paper-rule"))
        ),
        "#ffffff",
    ),
    **dict.fromkeys(("paper-rule", "ink", "pencil", "paper-red", "paper-amber", "carbon", "black"), "#000000"),
    "strip-over": "#ffffff",
    "lift": "#ffe000",
    "print-dark": "#000000",
    "print-light": "#ffffff",
}
"""Black, white and one yellow."""

TINTS = tuple(
    name
    for name in REGISTRY
    if name == "paper"
    or name
    in {
        "paper-flimsy",
        "paper-letter",
        "paper-news",
        "paper-form",
        "paper-register",
        "paper-carbon",
        "paper-map",
        "paper-strip",
        "paper-slip",
        "paper-photo",
    }
)
"""The grounds that papers are printed on."""

PAPER_INKS = ("ink", "pencil", "paper-red", "paper-amber", "carbon")
DESK_INKS = ("text-desk", "quiet", "buff", "stamp", "amber", "done")


def _theme(name: str, colours: dict[str, str], *, dark: bool = True) -> Theme:
    return Theme(
        name=name,
        primary=colours["buff"],
        secondary=colours["quiet"],
        accent=colours["buff"],
        foreground=colours["text-desk"],
        background=colours["desk"],
        surface=colours["panel-desk"],
        panel=colours["panel-desk"],
        success=colours["done"],
        warning=colours["amber"],
        error=colours["stamp"],
        dark=dark,
        variables={
            **colours,
            "block-cursor-background": colours["buff"],
            "block-cursor-foreground": colours["on-buff"],
            "border": colours["line"],
            "input-cursor-background": colours["text-desk"],
            "input-cursor-foreground": colours["desk"],
            "input-selection-background": colours["line"],
            "scrollbar": colours["line"],
            "scrollbar-hover": colours["quiet"],
            "scrollbar-active": colours["buff"],
            "scrollbar-background": colours["desk"],
            "scrollbar-background-hover": colours["desk"],
            "scrollbar-background-active": colours["desk"],
            "scrollbar-corner-color": colours["desk"],
        },
    )


COLOURS = {"registry": REGISTRY, "night": NIGHT, "contrast": CONTRAST}
THEMES = tuple(_theme(name, colours) for name, colours in COLOURS.items())
TITLES = {"registry": "Registry at night", "night": "Green screen", "contrast": "High contrast"}
