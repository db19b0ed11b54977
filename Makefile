# Each target is a line or two; what it runs lies in triage/, models/ or tests/.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
RUNTIME := .venv/.runtime
DEVELOP := .venv/.develop
SYSTEM := .venv/.system
CHECKERS := .venv/.checkers
WHEELS ?= dist
AARCH64 ?= /var/tmp/triage-aarch64

.PHONY: help setup run test soak check check-fast strings strings-check model bench screenshots golden mutants wheel verify-pyz aarch64

help: ## say what can be made
	@grep -E '^[a-z0-9-]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 16

$(RUNTIME): requirements/run.txt pyproject.toml
	$(PYTHON) -m venv .venv && $(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation --editable . && touch $@

$(DEVELOP): $(RUNTIME) requirements/develop.txt
	$(PIP) install --require-hashes -r requirements/develop.txt && touch $@

$(SYSTEM): tests/packages.txt | $(RUNTIME)
	sh tests/install-packages.sh && touch $@

$(CHECKERS): requirements/pages.txt $(wildcard tests/pages/tools/*) | $(RUNTIME)
	sh tests/pages/tools/install.sh && touch $@

setup: $(DEVELOP) ## make .venv with everything locked

run: $(RUNTIME) ## make the demonstration site and start it at http://127.0.0.1:8000
	$(BIN)/triage demo --directory var

check-fast: setup ## format, lint, types, rooms, templates, catalogues
	$(BIN)/ruff format --check && $(BIN)/ruff check && $(BIN)/mypy && $(BIN)/lint-imports --no-cache
	$(BIN)/djlint --quiet --lint triage/web/templates && $(MAKE) --no-print-directory strings-check

check: check-fast ## check-fast, the migrations' head against the tables, and the unit tests
	$(BIN)/pytest -n 2 -m "not slow"

test: $(SYSTEM) $(CHECKERS) check ## everything, every kind of test at a small count
	$(BIN)/pytest -m slow

soak: $(SYSTEM) $(CHECKERS) setup ## the same tests at the counts that matter
	SOAK=1 $(BIN)/pytest -n 2 -m "not slow" && SOAK=1 $(BIN)/pytest -m slow

strings: setup ## take the messages out of the code and into every catalogue
	sh translations/update.sh

strings-check: setup
	sh translations/update.sh --check

model: setup ## train, export, check and describe the risk model
	$(BIN)/python -m models.training

bench: $(SYSTEM) setup ## figures of docs/measured.md beside their peers, as tables
	$(BIN)/python -m tests.bench

screenshots: $(SYSTEM) setup ## pictures of the pages in every language, in var/screenshots
	$(BIN)/python -m tests.pages.screenshots var/screenshots

golden: $(SYSTEM) setup ## write the dumps of pages anew, to be read before they are committed
	GOLDEN=write $(BIN)/pytest tests/pages/test_golden.py

wheel: setup ## a wheel with the model and the translations in dist/
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir $(WHEELS) .

verify-pyz: setup ## the verifier for auditors in dist/, one file for any Python from 3.11 on
	$(BIN)/python deploy/verify/build.py $(WHEELS)

aarch64: setup ## the release under qemu on aarch64; rarely: root, the internet, 600 MB in AARCH64
	sh tests/deploy/aarch64.sh $(AARCH64)

mutants: setup ## change every limit of the protocols, one at a time: would a test notice? Hours
	$(BIN)/python -m tests.mutants
