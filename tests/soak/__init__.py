"""What takes longer than a test may: crashes and load, run by `make soak`; a short form of each is in the suite."""
