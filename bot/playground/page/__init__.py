"""The playground as a page in the browser: a client of this Discord, for any bot."""
