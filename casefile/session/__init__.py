"""The rules of play: commands become events, events become state."""
