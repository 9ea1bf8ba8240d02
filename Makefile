# Needs only make and Python 3.11 or later; `make help` lists what there is.
PYTHON ?= python3
RUN := .venv/bin/python
ONLY ?= tests
export PYTHONUNBUFFERED = 1
.DEFAULT_GOAL := help
.PHONY: help demo setup setup-dev assets test check lint types contracts migrations bench lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

demo: setup ## run everything on this machine (PORT=8000, DATA_DIR=var, DEMO_PASSWORD=…); Ctrl-C ends it
	@$(RUN) -m scripts.run

setup: ## install what running needs
	@$(PYTHON) scripts/bootstrap.py demo

setup-dev: ## install what running and testing need
	@$(PYTHON) scripts/bootstrap.py dev

assets: ## renew the front-end files, after using a new icon
	@$(RUN) -m scripts.assets

test: check ## check, then all tests, browser tests included (ONLY=tests/unit for a part)
	@$(RUN) -m scripts.say "tests" $(RUN) -m pytest $(ONLY) --ignore=tests/benchmarks

check: setup-dev lint types contracts migrations ## the quick part: lint, types, structure, migrations

lint:
	@$(RUN) -m scripts.say "lint" .venv/bin/ruff check .
	@$(RUN) -m scripts.say "format" .venv/bin/ruff format --check .
	@$(RUN) -m scripts.say "templates" .venv/bin/djlint --lint --quiet templates

types:
	@$(RUN) -m scripts.say "types" .venv/bin/mypy .

contracts:
	@$(RUN) -m scripts.say "structure contracts" .venv/bin/lint-imports

migrations:
	@$(RUN) -m scripts.say "migrations" $(RUN) -m scripts.with_servers $(RUN) manage.py makemigrations --check --dry-run

bench: setup-dev ## the benchmarks
	@$(RUN) -m scripts.say "benchmarks" $(RUN) -m pytest tests/benchmarks -s

lock: setup-dev ## remake requirements/*.lock and static/package-lock.json
	@sh scripts/lock.sh $(LOCK_OPTIONS)
	@cd static && npm install --package-lock-only

clean: ## remove what was installed and made here, never the data in var/
	rm -rf .venv static/node_modules static/vendor staticfiles .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
