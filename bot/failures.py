"""What stops the bot from starting, as one line that a person can act on.

CannotStart             the message is all that the person sees; `exit_code` is what the process ends with
└── SettingsWrong       a variable is missing or can't be read
"""

from __future__ import annotations


class CannotStart(Exception):
    """The bot can't start or go on, for a reason that its operator can mend."""

    exit_code = 1


class SettingsWrong(CannotStart):
    """A setting is missing or malformed: the message names the variable and says what to do."""

    exit_code = 2
