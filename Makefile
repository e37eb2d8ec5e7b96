# What a person needs: make run, make test, make check. Everything else follows from these.
.DEFAULT_GOAL := help
.PHONY: help install run test check check-long cards bench clean

BIN := .venv/bin
MADE_OF := pyproject.toml constraints.txt
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --no-input -c constraints.txt
TESTS ?= tests

help:
	@echo "make run      set everything up and start Tobiishi on this machine, with a LINE of its own"
	@echo "make test     run the tests"
	@echo "make check    tests, ruff, mypy, import rules"
	@echo "make check-long  that, and what takes minutes: thousands of random taps"
	@echo "make cards    draw every card in every language, into docs/cards and build/cards"
	@echo "make bench    measure it, about ten minutes, into benchmarks/RESULTS.md"
	@echo "make install  only make .venv"
	@echo "make clean    remove what these made, except data/"

run: .venv/.laptop
	@exec $(BIN)/python -m laptop

install: .venv/.dev

test: .venv/.dev
	$(BIN)/python -m pytest -n auto --dist worksteal $(TESTS)

check: .venv/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports --no-cache
	$(BIN)/python -m pytest -n auto --dist worksteal $(TESTS)

check-long: check
	$(BIN)/python -m pytest -n auto --dist worksteal -m long $(TESTS)

cards: .venv/.dev
	$(BIN)/python -m gallery
	$(BIN)/python -m gallery --all

bench: .venv/.dev
	$(BIN)/python -m benchmarks --write

clean:
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@test -w . || { echo "This folder cannot be written to: $(CURDIR). Clone it into a folder of yours."; exit 1; }
	@for python in python3.13 python3.12 python3.11 python3 python; do \
	  $$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null || continue; \
	  $$python -m venv .venv >/dev/null 2>&1 && exit 0; \
	  rm -rf .venv; bare=$$python; \
	done; \
	if [ "$$bare" ]; then \
	  echo "$$bare cannot make virtual environments: install its venv package (Debian: apt install python3-venv)."; \
	else \
	  echo "Tobiishi needs Python 3.11, 3.12 or 3.13, and none is on the PATH: install one and try again."; \
	fi; exit 1

.venv/.laptop: $(MADE_OF) | $(BIN)/python
	@echo "Setting up .venv (once, about a minute) ..."
	@$(PIP) --editable '.[laptop]'
	@touch $@

.venv/.dev: $(MADE_OF) | $(BIN)/python
	@echo "Setting up .venv for tests (once, about a minute) ..."
	@$(PIP) --editable '.[laptop,dev]'
	@touch .venv/.laptop $@
