"""What a publisher repeats: counted in articles, proposed as rules, reviewed by a person, written as rule packs.

`count` makes a count file of records, `propose` proposals of count files, `Review` keeps verdicts on proposals and writes
packs for `Cleaner(packs=[...])`. `learnt` does all of it without a person.
"""

from __future__ import annotations

from cleaner.learning.counting import count
from cleaner.learning.packs import Accepted, Written, write_packs
from cleaner.learning.proposal import Example, Proposal, read_proposals, write_proposals
from cleaner.learning.proposing import propose
from cleaner.learning.reviewing import Review
from cleaner.learning.twice import learnt, write_sure

__all__ = [
    "Accepted",
    "Example",
    "Proposal",
    "Review",
    "Written",
    "count",
    "learnt",
    "propose",
    "read_proposals",
    "write_packs",
    "write_proposals",
    "write_sure",
]
