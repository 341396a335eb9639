"""`python -m bot doctor`: line by line, what is right and what to do about the rest."""
