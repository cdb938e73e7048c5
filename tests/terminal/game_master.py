"""A game master at the console: every act by its key and its form, as a person does it."""

from __future__ import annotations

from tests.terminal.screen import Terminal

ALL = "all teams"


class GameMaster:
    """Somebody at the console of two teams."""

    def __init__(self, terminal: Terminal) -> None:
        self.terminal = terminal

    def aim(self, team: str) -> None:
        """Put the cursor on a team; the line below the table says whose it is."""
        if self.terminal.shows(f" {team}: "):
            return
        self.terminal.press("Home")
        self.terminal.wait_still()
        if not self.terminal.shows(f" {team}: "):
            self.terminal.press("Down")
        self.terminal.wait_for(f" {team}: ")

    def fill_in(self, title: str, *values: str) -> None:
        """Fill the lines of a form and sign it."""
        self.terminal.wait_for(title)
        for value in values:
            if value == ALL:
                self.terminal.press("Right")
                self.terminal.wait_for(f"[x] {ALL}")
            elif value:
                self.terminal.write(value)
            self.terminal.press("Enter")
        self.terminal.wait_gone(title)

    def act(self, key: str, title: str, *values: str, told: str) -> None:
        """Do something to the team in hand, or to all."""
        self.terminal.press(key)
        self.fill_in(title, *values)
        self.terminal.wait_for(told)

    # Requests

    def open_request(self, words: str) -> None:
        """Open the first of what wants somebody."""
        self.terminal.wait_for(words)
        self.terminal.press("Tab", "Enter")
        self.terminal.wait_for("A REQUEST OF", words, "Hints, by step and rung")

    def pass_on(self, hint: str, asker: str) -> None:
        """Pass the first hint of the case on."""
        self.terminal.press("Down", "Down", "Down", "Enter")
        self.terminal.wait_for("PASS ON", hint)
        self.terminal.press("Enter")
        self.terminal.wait_for(f"Answered {asker}.")

    # A player's screen

    def look(self, player: str) -> None:
        """Look at the screen of the one who sat down first, of the two who are here."""
        self.terminal.press("v")
        self.terminal.wait_for("Whose screen?")
        self.terminal.press("Enter")
        self.terminal.wait_for(f"You see {player}'s screen")
        self.terminal.press("Enter")
        self.terminal.wait_for("t takes the keys")

    def take(self, why: str) -> None:
        """Take the keys."""
        self.terminal.press("t")
        self.fill_in("TAKE OVER", why, "take")
        self.terminal.wait_for("YOU HAVE THE KEYS")

    def give_back(self, player: str) -> None:
        """Come back to the console."""
        self.terminal.press("C-]")
        self.terminal.wait_for("CONSOLE", f"{player} has the keys again.")
