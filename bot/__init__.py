"""All that knows Discord, the terminal or the environment; the market itself is in `knowledge`."""
