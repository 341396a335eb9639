"""`python -m bot`: hands over to the command line."""

from bot.cli import app

app(prog_name="python -m bot")
