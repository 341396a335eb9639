"""What stops the bot from starting, as one line that a person can act on.

CannotStart             the message is all that the person sees; `exit_code` is what the process ends with
├── SettingsWrong       a variable is missing, can't be read, or is refused by Discord
└── NoDatabase          there is none to read
"""

from __future__ import annotations

from pathlib import Path


class CannotStart(Exception):
    """The bot can't start or go on, for a reason that its operator can mend."""

    exit_code = 1


class SettingsWrong(CannotStart):
    """A setting is missing, malformed or refused, which trying again does not mend: the message names it and says what
    to do.
    """

    exit_code = 2


class NoDatabase(CannotStart):
    """What only reads makes no database; the message names the file that was looked for."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"there is no database {file.absolute()}, and none is made to read from it: run this in the bot's folder, "
            "where its .env is, or set DATABASE_URL; if the bot never ran, start it once: python -m bot run"
        )
