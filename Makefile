PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test bench programs

run: .venv/runtime
	$(BIN)/python -m liangji run

test: .venv/development programs
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest --ignore=tests/browser --numprocesses auto --dist loadfile
	$(BIN)/pytest tests/browser  # by itself: the browser keeps an event loop running

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
