"""Event coding: who did what to whom, by the rows of `seeds/lexicon` over Universal Dependencies."""

from models.coding.code import Coder, Coding, Trace

__all__ = ["Coder", "Coding", "Trace"]
