# Everything a newcomer needs: `make run` starts the site, `make test` checks all of it.
.DEFAULT_GOAL := help
.PHONY: help setup run dev test lint format lock bench screenshots handboek clean

PYTHON ?= python3
PORT ?= 8000
export PIP_DISABLE_PIP_VERSION_CHECK := 1

help: ## list all commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "%-14s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: .venv/.installed static_dist/.built ## install what the project needs, build the front end

run: export DJANGO_SETTINGS_MODULE = cms.settings.dev
run: export WAGTAILADMIN_BASE_URL = http://127.0.0.1:$(PORT)
run: setup ## start the site and its worker on 127.0.0.1 (PORT=8000), with a demo at first
	@.venv/bin/python -c 'import socket; socket.create_server(("127.0.0.1", $(PORT))).close()' 2>/dev/null || \
		{ echo "Port $(PORT) is in use: choose another, as in make run PORT=8001."; exit 1; }
	@echo "Preparing the database ..."
	@.venv/bin/python manage.py migrate --verbosity 0
	@.venv/bin/python manage.py load_demo --if-empty --port $(PORT) --verbosity 0
	@echo "Samenwijk runs on http://127.0.0.1:$(PORT)/ and its admin on http://127.0.0.1:$(PORT)/admin/ - Ctrl-C stops it."
	@echo "Log in as beheer@, communicatie@, eindredactie@, redactie@ or bewoner@waterhage.example, password samenwijk-demo."
	@echo "Every mail that the site sends can be read on http://127.0.0.1:$(PORT)/post/ ."
	@exec .venv/bin/honcho start --port $(PORT)

dev: ## as run, but restart when the code changes and show errors in full
	@DEBUG=1 GUNICORN_CMD_ARGS=--reload $(MAKE) run

test: setup ## lint, types, all tests on SQLite and PostgreSQL, browser tests
	@.venv/bin/python -m tests.everything

lint: setup ## only the style and type checks
	@.venv/bin/python -m tests.everything lint

format: setup ## put code and templates in the project's style
	.venv/bin/ruff check --fix-only --quiet .
	.venv/bin/ruff format .
	.venv/bin/djade --target-version 5.2 $$(git ls-files 'templates/*.html')

lock: ## renew the lock files from pyproject.toml and package.json (needs uv)
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --upgrade pyproject.toml --output-file requirements/production.txt
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--no-header --upgrade pyproject.toml --group dev --output-file requirements/development.txt
	npm install --package-lock-only

bench: setup ## measure speed; benchmarks/README.md explains the figures
	@.venv/bin/python -m benchmarks

screenshots: setup ## make the pictures of the README again (needs Chromium)
	@.venv/bin/python -m tests.browser.screenshots

handboek: setup ## make the pictures of the handbook again (needs Chromium)
	@.venv/bin/python -m tests.browser.handboek

clean: ## remove what was installed and built; the data in var/ stays
	rm -rf .venv node_modules static_dist static_root

.venv/.installed: requirements/development.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Samenwijk needs Python 3.11 or newer: install it, or name it with PYTHON=/path/to/python3."; exit 1; }
	@echo "Installing the Python packages (about a minute) ..."
	@$(PYTHON) -m venv .venv
	@.venv/bin/pip install --quiet --require-hashes --requirement requirements/development.txt
	@touch $@

node_modules/.installed: package.json package-lock.json
	@command -v npm >/dev/null || \
		{ echo "Samenwijk needs npm to build its front end: install Node.js 20 or newer, which brings npm."; exit 1; }
	@node -e 'process.exit(process.versions.node.split(".")[0] < 20 ? 1 : 0)' || \
		{ echo "Samenwijk needs Node.js 20 or newer; this is $$(node --version)."; exit 1; }
	@echo "Installing the front-end packages ..."
	@npm ci --silent
	@touch $@

static_dist/.built: node_modules/.installed $(shell find static_src -type f)
	@npm run --silent build
	@touch $@
