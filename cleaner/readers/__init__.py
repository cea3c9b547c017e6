"""One file for each kind of input: source -> Document."""
