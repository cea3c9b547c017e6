"""Input that means harm: what is tried, each in a size for a test; `benchmarks/hostile.py` has the large ones."""
