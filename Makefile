# Needs Python 3.11-3.13 with pip and venv, and make. Everything else goes into .venv.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
STAMP := .venv/installed
SAMPLE := samples/overijssel-2024.pdf
DEMO_HOME := demo-home

.PHONY: demo test lint format dev bench audit lock clean
.DEFAULT_GOAL := demo

# Installs again only when what is to be installed has changed.
$(STAMP): pyproject.toml requirements.lock
	@test -n "$(PYTHON)" || { echo "No Python 3.11, 3.12 or 3.13 with venv was found; set PYTHON=/path/to/python." >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q extract warehouse expectations pipelines
	$(BIN)/python -m extract.data
	@touch $@

demo: $(STAMP)
	rm -rf $(DEMO_HOME)
	$(BIN)/opvang --home $(DEMO_HOME) ingest --timings $(SAMPLE)

test: $(STAMP)
	$(BIN)/python -m pytest

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

dev: $(STAMP)
	$(BIN)/opvang dev

bench: $(STAMP)
	$(BIN)/python benchmarks/extraction.py $(SAMPLE)
	$(BIN)/python benchmarks/stages.py $(SAMPLE)

# Asks the package index for known vulnerabilities of what is pinned; not every index gives them.
audit:
	$(PYTHON) -m venv .venv-audit
	.venv-audit/bin/python -m pip install --quiet --disable-pip-version-check pip-audit
	.venv-audit/bin/pip-audit -r requirements.lock --require-hashes --disable-pip

# Needs uv. Writes no address of any package index.
lock:
	uv pip compile --universal --python-version 3.11 --extra dev --extra postgres --generate-hashes \
		--no-header --no-annotate --no-strip-extras --quiet \
		pyproject.toml -o requirements.lock

clean:
	rm -rf .venv .venv-audit $(DEMO_HOME)
