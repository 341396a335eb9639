"""A crowd on a loopback Discord that a bot in a process of its own serves: for the benchmarks and the soak."""
