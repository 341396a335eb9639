"""`python -m bot`: hands over to the command line."""

from bot.cli import app

if __name__ == "__main__":  # the process that paints charts loads this file under another name
    app(prog_name="python -m bot")
