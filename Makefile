# Two targets do everything on a machine with Python 3.11 or newer: `make play` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: play test lint bench bench-host pictures wheel deals clean

play: $(VENV)/.play
	$(BIN)/casefile $(ARGS)

test: lint
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not slow" $(ARGS)

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/.dev
	$(BIN)/python -m bench $(ARGS)

# A quarter of an hour, of which dealing is the half: ARGS="--deal FOLDER" leaves it out.
bench-host: $(VENV)/.dev
	$(BIN)/python -m bench.hosting $(ARGS)

pictures: $(VENV)/.dev
	$(BIN)/python -m tests.pictures $(ARGS)

wheel: $(VENV)/.dev
	$(BIN)/python -m pip -q wheel --no-deps --wheel-dir dist .

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "casefile needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# --no-deps: the lock is complete, and pip must not look for anything else.
$(VENV)/.play: locks/play.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the desk needs, once."
	@$(BIN)/python -m pip install -q --no-deps -r locks/play.txt
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: locks/dev.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what the tests need, once."
	@$(BIN)/python -m pip install -q --no-deps -r locks/dev.txt
	@$(BIN)/python -m pip install -q --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.play

# Minutes of work, of use after the answers of a built-in case have changed: the wheel is sealed in seconds then.
deals: $(VENV)/.dev
	$(BIN)/python hatch_build.py

clean:
	rm -rf $(VENV) build dist pictures
