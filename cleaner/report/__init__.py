"""A report of many cleanings as one page of HTML: what went, from whom, by which rule, and what is doubtful.

>>> import cleaner
>>> from cleaner.report import Report
>>> report = Report()
>>> report.add(cleaner.clean("Sign up to our newsletter.", url="https://www.lenn.example/1"), id="lenn-1")
>>> report.total.articles, [name for name, _ in report.publishers.ranked()]
(1, ['lenn.example'])
"""

from __future__ import annotations

from cleaner.report.collecting import Report
from cleaner.report.entries import Entry, Failure, entry_of, failure_of

__all__ = ["Entry", "Failure", "Report", "entry_of", "failure_of"]
