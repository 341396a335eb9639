"""What tells the operator how the bot is: turns, meters, and a port of this machine that shows them."""
