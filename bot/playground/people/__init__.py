"""The people of a playground and what the Discord client lets them do."""
