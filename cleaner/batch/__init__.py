"""Many documents: records in, records out, on several processes.

>>> from cleaner.batch import clean_records
>>> list(clean_records([{"id": 7, "text": "Sign up to our newsletter.", "desk": "local"}]))[0]["desk"]
'local'
"""

from __future__ import annotations

from cleaner.batch.cleaning import clean_records
from cleaner.batch.reading import read_records
from cleaner.batch.records import Fault, Fields, Record

__all__ = ["Fault", "Fields", "Record", "clean_records", "read_records"]
