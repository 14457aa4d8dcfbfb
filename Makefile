# make setup | run | test | quick | check | format | translations | lock | bench | accept | clean
# Everything a target needs is installed by the target itself; a second run does only what changed.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
PY := $(VENV)/bin/python
PIP := $(PY) -m pip --disable-pip-version-check install --quiet --require-hashes
# Stamps: what a rule has done, newer than what it was done from.
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
NPM := node_modules/.package-lock.json
PO := $(wildcard src/pursuit/locale/*/LC_MESSAGES/django.po)
MO := $(PO:.po=.mo)

export PORT ?= 8000
export PURSUIT_HOME ?= $(CURDIR)/.pursuit
export PURSUIT_BASE_URL ?= http://127.0.0.1:$(PORT)

.PHONY: help
help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):[^#]*## (.*)/\1\t\2/' | expand -t 16

$(PY):
	tools/machine.sh venv
	python3 -m venv $(VENV)

$(RUNTIME): requirements.lock requirements-build.lock pyproject.toml | $(PY)
	@echo "installing the Python packages the product runs on"
	$(PIP) -r requirements-build.lock -r requirements.lock
	$(PY) -m pip --disable-pip-version-check install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@echo "installing the Python packages tests and checks need"
	$(PIP) -r requirements-dev.lock
	@touch $@

$(NPM): package.json package-lock.json
	@echo "installing the browser libraries"
	npm ci --no-audit --no-fund
	@touch $@

%.mo: %.po tools/translations.py $(RUNTIME)
	$(PY) -m tools.translations compile $<

.PHONY: ready setup
ready: $(RUNTIME) $(NPM) $(MO)

setup: ready $(DEV) ## everything needed to work on the code

.PHONY: run
run: ready ## the product with its demo company on http://127.0.0.1:$PORT (8000)
	$(VENV)/bin/pursuit migrate
	$(VENV)/bin/pursuit demo --if-empty
	exec $(VENV)/bin/pursuit serve

.PHONY: test-machine test quick
test-machine:
	@tools/machine.sh test

test: setup test-machine ## the whole suite on SQLite, on PostgreSQL and in Chromium
	$(PY) -m tools.suite

quick: setup ## the tests that need neither browser nor PostgreSQL
	$(PY) -m pytest -n 2 -m "not browser and not slow"

.PHONY: check format translations contract lock
check: setup ## format, lint, types, import contracts, house tests, migrations, translations
	@$(PY) -m tools.check

format: setup ## put the code into the house format
	$(VENV)/bin/ruff check --fix-only --quiet .
	$(VENV)/bin/ruff format .

translations: setup ## collect the texts, merge the parts, make traditional Chinese, compile
	$(PY) -m tools.translations update

contract: setup ## write down the names of the REST door (tests/rest/contract.json)
	$(PY) -m tests.rest.contract

lock: setup ## renew the lock files from requirements*.in
	$(PY) -m tools.lock

.PHONY: bench accept clean
bench: setup ## repeatable measurements, JSON in artefacts/bench
	$(PY) -m bench

accept: setup test-machine ## the long checks: kill rounds, big loads
	$(PY) -m pytest -m slow

clean: ## remove what can be made again; the data in PURSUIT_HOME stays
	rm -rf $(VENV) node_modules artefacts .build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f $(MO)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
