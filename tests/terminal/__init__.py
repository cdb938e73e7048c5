"""The game in a real terminal: tmux holds it, keys and mouse bytes go in, the screen comes out."""
