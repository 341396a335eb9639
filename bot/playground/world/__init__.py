"""The nouns of Discord and what happens to them: users, guilds, channels, messages, the application."""
