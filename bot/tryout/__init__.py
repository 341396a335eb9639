"""`python -m bot try`: the real bot before a Discord on this machine, shown and used in the terminal."""
