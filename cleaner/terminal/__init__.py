"""Accounts of cleanings as a terminal shows them: wrapped to its width, coloured, and with nothing in them that moves it."""
