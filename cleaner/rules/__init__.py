"""Rules as data: the format of packs, the check of them, and loading."""
