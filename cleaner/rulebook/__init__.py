"""Rules as something to look after: they are listed, shown, proved on the whole engine, and checked for faults."""
