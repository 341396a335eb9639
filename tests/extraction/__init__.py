"""Figures read from news: the paragraphs, the training on them, and the tests."""
