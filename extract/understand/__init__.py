"""What tables mean: words (vocabulary) and layouts name topic, measure, period and area per row and column.

What belongs here: everything that reads meaning from words. What does not: geometry, and parsing figures
(that is staging's).
"""

from extract.understand.document import load_words, understand

__all__ = ["load_words", "understand"]
