"""What stops the bot from starting, as one line that a person can act on.

CannotStart             the message is all that the person sees; `exit_code` is what the process ends with
└── SettingsWrong       a variable is missing, can't be read, or is refused by Discord
"""

from __future__ import annotations


class CannotStart(Exception):
    """The bot can't start or go on, for a reason that its operator can mend."""

    exit_code = 1


class SettingsWrong(CannotStart):
    """A setting is missing, malformed or refused, which trying again does not mend: the message names it and says what
    to do.
    """

    exit_code = 2
