"""What a unit shares with the rest of its document.

Tells because a publisher's boilerplate names nobody and nothing that the article is about. Misleads on short
units and on asides; it is weak alone.
"""

from __future__ import annotations

from cleaner.signals.scene import Scene

NAMES = ("topic.shared_words", "topic.shared_names", "topic.new_names")

_NEAR = 3
_LEAST = 4


def measure(scene: Scene, i: int) -> tuple[float, ...]:
    """The share of unit `i`'s longer words, and the number of its names, that stand in the document beyond its neighbours."""
    low, high = i - _NEAR, i + _NEAR
    reach = scene.word_reach
    words = {word for word in scene.words[i] if len(word) >= _LEAST} or set(scene.words[i])
    shared = 0
    for word in words:
        first, last = reach[word]
        if first < low or last > high:
            shared += 1
    known = new = 0
    names = scene.name_reach
    for name in set(scene.names[i]):
        first, last = names[name]
        if first < low or last > high:
            known += 1
        else:
            new += 1
    return shared / (len(words) or 1), min(known, 4.0), min(new, 4.0)
