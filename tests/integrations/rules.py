"""A rule of a pack of a user's own, for a line that no shipped rule hits."""

WEATHER = """
[[rule]]
id = "lenn.custom.weather"
kind = "custom"
scope = "block"
strength = "certain"
pattern = 'weather on the lenn: .{1,80}'
message = "the daily weather line"
why = "It stands in every article."
match = ["Weather on the Lenn: mild."]
keep = ["The weather on the Lenn was mild."]
"""
