"""The rules of play: commands become events, and the state is their fold."""
