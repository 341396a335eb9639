"""Prints the benchmarks, on a machine that does nothing else: `python -m tests.benchmarks [noise|charts]`."""

import sys

from tests.benchmarks import noise, painting, reading

REPORTS = {"noise": noise.curve, "charts": lambda: "\n".join(painting.report()), "": reading.table}

print(REPORTS[sys.argv[1] if sys.argv[1:] else ""]())
