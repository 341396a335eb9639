"""Prints the benchmarks, on a machine that does nothing else: `python -m tests.benchmarks [noise|charts|hostile]`."""

import sys

from tests.benchmarks import hostile, noise, painting, reading

REPORTS = {
    "noise": noise.curve,
    "charts": lambda: "\n".join(painting.report()),
    "hostile": lambda: "\n".join(hostile.report()),
    "": reading.table,
}

print(REPORTS[sys.argv[1] if sys.argv[1:] else ""]())
