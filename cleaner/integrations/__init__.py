"""The library inside others: one module each, whose library comes with the extra of the same name.

A module that is imported without its library raises `MissingExtraError`. All clean records as `cleaner.batch` does, so that
results are the same everywhere, and a record that cannot be cleaned has an `error` in place of an article.
"""
