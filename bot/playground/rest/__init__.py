"""Discord's REST API, version 10: what is asked, what is answered, and at which address."""
