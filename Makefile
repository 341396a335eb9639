# make try     the bot in a Discord on this machine, no account needed
# make test    the tests
# make check   all that must hold before a change goes in
# make bench   how fast it is, each line beside something else: minutes
# make soak    100,000 interactions, then crashes, two hundred on each database: half an hour
# Each makes .venv first when it is missing or older than pyproject.toml.

PYTHON ?= python3
READY := .venv/.ready

.PHONY: try test check bench soak

try: $(READY)
	.venv/bin/python -m bot try

test: $(READY)
	.venv/bin/python -m pytest -n 2

check: $(READY)
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/python -m pytest -n 2

bench: $(READY)
	.venv/bin/python -m tests.benchmarks

soak: $(READY)
	.venv/bin/python -m tests.soak

$(READY): pyproject.toml
	test -x .venv/bin/python || $(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	touch $(READY)
