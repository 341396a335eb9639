"""Trains the network of `knowledge.extraction` on the project's own paragraphs."""
