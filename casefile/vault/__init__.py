"""All cryptography: answers to keys, gates, the pack format."""
