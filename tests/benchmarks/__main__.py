"""Prints the benchmarks, on a machine that does nothing else: `python -m tests.benchmarks [noise]`."""

import sys

from tests.benchmarks import noise, reading

print(noise.curve() if sys.argv[1:] == ["noise"] else reading.table())
