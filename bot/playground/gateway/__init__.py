"""Discord's gateway: sessions, the events they are told, and the socket they are told over."""
