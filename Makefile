PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/pytest --numprocesses auto --dist loadfile

.PHONY: run check test bench style types fast programs

run: .venv/runtime
	$(BIN)/python -m liangji run

check: .venv/development
	$(MAKE) --jobs=2 style types fast

test: .venv/development programs
	$(MAKE) --jobs=2 style types
	$(PYTEST) --ignore=tests/browser
	$(PYTEST) tests/browser  # by themselves: the browser keeps an event loop running

style: .venv/development
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: .venv/development
	$(BIN)/mypy

fast: .venv/development
	$(PYTEST) --ignore=tests/browser -m "not slow" --hypothesis-profile=few

bench: .venv/development programs
	$(BIN)/python -m benchmarks.first_view
	$(BIN)/python -m benchmarks.rerun
	$(BIN)/python -m benchmarks.sheet
	$(BIN)/python -m benchmarks.search

programs:
	sh tests/install-programs.sh

.venv/pip:
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "需要 Python 3.11 或更新版本")'
	$(PYTHON) -m venv .venv
	touch $@

.venv/runtime: .venv/pip requirements.txt
	$(BIN)/pip install --quiet --requirement requirements.txt
	touch $@

.venv/development: .venv/pip requirements.txt requirements-dev.txt
	$(BIN)/pip install --quiet --requirement requirements-dev.txt
	touch $@
