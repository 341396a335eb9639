"""Timings, each as a ratio to something that runs beside it: `make bench`."""
