# Everything runs in a virtual environment of its own, .venv, which these targets make and keep up to date.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
# Handed to pytest: make test PYTEST_ARGS="-k lock"
PYTEST_ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup decks test test-fast lint format golden coverage docs bench lock clean

help:  ## Show this help
	@echo "Targets:"
	@sed -n 's/^\([a-z-]*\):.*##\(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{ printf "%-16s%s\n", $$1, $$2 }'

setup: $(VENV)/dev.stamp  ## Set up .venv with all that the other targets need

decks: $(VENV)/runtime.stamp  ## Build the sample decks into dist/
	@$(BIN)/mkdecks build

test: $(VENV)/dev.stamp  ## Run the tests
	@$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

test-fast: $(VENV)/dev.stamp  ## Run the tests that take less than a minute together
	@$(BIN)/python -m pytest -n auto -m "not slow" $(PYTEST_ARGS)

lint: $(VENV)/dev.stamp  ## Check style, types and how dense the code is
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m tests.density

format: $(VENV)/dev.stamp  ## Format the code and mend what can be mended
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

golden: $(VENV)/dev.stamp  ## Write what the code does into the golden files; read their diff
	@$(BIN)/python -m pytest -q --update-golden tests/test_golden.py

coverage: $(VENV)/dev.stamp  ## Run the tests and show which lines none of them reaches
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -q -n auto $(PYTEST_ARGS)
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report --show-missing --skip-covered

docs: $(VENV)/dev.stamp  ## Write the pages of docs/ that are made of the code
	@$(BIN)/python -m tests.docs_pages

bench: $(VENV)/dev.stamp  ## Measure speed beside a floor, as ratios, and recognition (SITE=folder of a mkdocs site)
	@$(BIN)/python benchmarks/speed.py $(SITE)
	@$(BIN)/python benchmarks/rewording.py --seed 1 2 3
	@$(BIN)/python -m tests.matrix --seed 1 2 3 --pages 600

lock: $(VENV)/dev.stamp  ## Lock the newest versions of all dependencies, with hashes
	@$(PIP) install "uv>=0.5"
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--custom-compile-command "make lock" --group build --output-file requirements/runtime.txt pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--custom-compile-command "make lock" --group build --group dev --output-file requirements/dev.txt pyproject.toml
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
		--constraint requirements/runtime.txt --output-file src/mkdecks/cli/scaffold/templates/requirements.txt pyproject.toml

clean:  ## Remove what the targets made
	rm -rf $(VENV) dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "mkdecks needs Python 3.11 or later; name one: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/runtime.stamp: $(BIN)/python requirements/runtime.txt pyproject.toml
	@echo "Installing mkdecks into $(VENV) ..."
	@$(PIP) install --require-hashes --requirement requirements/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@$(BIN)/python -m compileall -q src
	@touch $@

$(VENV)/dev.stamp: $(VENV)/runtime.stamp requirements/dev.txt
	@echo "Installing what the tests need into $(VENV) ..."
	@$(PIP) install --require-hashes --requirement requirements/dev.txt
	@touch $@
