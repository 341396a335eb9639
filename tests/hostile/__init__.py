"""What people with bad intent may send, and that it comes to nothing."""
