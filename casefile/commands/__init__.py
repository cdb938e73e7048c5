"""The commands, a file each: `add` gives one its options, `run` calls one room, which is imported only then."""
