"""Accounts: the people and the bot."""

from dataclasses import dataclass


@dataclass(eq=False)
class User:
    """A Discord account; locale is the language that its client is set to."""

    id: int
    name: str
    display_name: str
    locale: str = "en-US"
    bot: bool = False
    accepts_dms: bool = True
    """Whether the bot may write to this person first."""
    installed_app: bool = False
    """Whether this person added the application to their own account."""

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"
