"""How moderators keep the facts alive: what they want is shown first, with what it is checked against, then saved."""
