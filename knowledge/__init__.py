"""Everything that knows the market: figures, derivations, and how questions are read; knows nothing of Discord."""
