# A target with a sentence after its two # is one that people call: `make help` lists it.
# PYTHON chooses the interpreter, VENV the environment, ARGS is handed to the program started,
# EXTRAS names what is installed besides.

PYTHON ?= python3
VENV ?= .venv
ARGS ?=
EXTRAS ?=

# Debian packages that the full tests need: zone files, so that a test may move the machine's TZ;
# a mail server with quota, a PostgreSQL server that speaks TLS, the SSH client of most people, the
# reference implementation of the vote's protocol, a browser for the pages of the results, and what
# sets man pages.
SERVICES := tzdata dovecot-imapd dovecot-lmtpd postgresql openssh-client belenios-tool chromium groff-base

IN_VENV := $(VENV)/bin
PIP := $(IN_VENV)/python -m pip --disable-pip-version-check --quiet
LOCK := $(IN_VENV)/uv --no-config pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-package espace-electeur --custom-compile-command "make lock"

# Twice as many workers as cores: the tests wait half of the time, for screens and servers.
# Byte code is kept also where the environment says otherwise: each worker would compile it all.
PYTEST := PYTHONDONTWRITEBYTECODE= \
	PYTEST_XDIST_AUTO_NUM_WORKERS=$$(( $$(nproc) * 2 )) $(IN_VENV)/python -m pytest

VERSION := $(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null)

# One stamp a step, inside the environment: what is done and still fits is not done again.
ENVIRONMENT := $(VENV)/.python-$(VERSION)
RUNTIME := $(VENV)/.runtime
DEVELOPMENT := $(VENV)/.development

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install demo deb wheel test soak check bare machine bench bench-scale screenshots services lock clean

help: ## Expliquer chaque cible
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

install: $(RUNTIME) $(EXTRAS:%=$(VENV)/.extra-%) ## Installer le programme dans .venv/ (EXTRAS=postgresql pour un serveur de base)

demo: $(RUNTIME) ## Ouvrir la démonstration (ARGS="--persona fdupont")
	@$(IN_VENV)/espace-electeur demo $(ARGS)

# Of the Debian, and the Python in its /usr/bin, on which this is called.
deb: $(DEVELOPMENT) ## Fabriquer dans dist/ le paquet Debian, avec tout ce qu'il lui faut
	@sh packaging/build-deb.sh "$(VENV)" dist

wheel: $(RUNTIME) ## Fabriquer dans dist/ la roue du programme, pour pip ou pipx
	@$(IN_VENV)/python -m hatchling build --target wheel

# What the machine lacks comes first, and the environment by a make of its own: in the same one,
# -j would begin both at once. Tests that are named may do without what all of them need.
test: ## Passer tous les tests et mesurer leur couverture (ARGS="tests/models -k code")
	@sh requirements/check-interpreter.sh "$(PYTHON)" >/dev/null
	@$(if $(filter tests%,$(ARGS)),:,$(PYTHON) -B -m tests.private_memory)
	@sh requirements/make-environment.sh "$(PYTHON)" "$(VENV)" $(SERVICES)
	@$(MAKE) --no-print-directory $(DEVELOPMENT)
	@mkdir -p build
ifeq ($(strip $(ARGS)),)
	$(PYTEST) -m "not lint and not soak" --cov --cov-report= --cost=build/cost.json
	$(IN_VENV)/coverage json --quiet
	$(IN_VENV)/python -m tests.coverage_floor build/coverage.json models 95
else
	$(PYTEST) $(ARGS)
endif

soak: $(DEVELOPMENT) ## Ce qui ne fait que répéter : autres graines, autres fins, autre base
	$(PYTEST) -m soak $(ARGS)

check: $(DEVELOPMENT) ## Vérifier le style, les types et qui importe quoi
	$(IN_VENV)/ruff check .
	$(IN_VENV)/ruff format --check .
	$(IN_VENV)/mypy models tui tests packaging/command_pages.py
	$(IN_VENV)/lint-imports --no-cache
	$(IN_VENV)/python -m pytest --numprocesses=0 --quiet -m lint tests/architecture

bare: $(DEVELOPMENT) ## Passer « make demo » et « make test » sur un Debian nu, fait exprès (root ; ARGS=--help)
	@command -v mmdebstrap debootstrap >/dev/null || \
		sh requirements/debian-packages.sh mmdebstrap debian-archive-keyring
	@$(IN_VENV)/python -m tests.bare $(ARGS)

machine: $(DEVELOPMENT) ## Suivre les deux guides sur une machine entière, faite exprès, dans QEMU (root ; ARGS=--help)
	@command -v qemu-system-x86_64 >/dev/null && command -v mmdebstrap >/dev/null || \
		sh requirements/debian-packages.sh mmdebstrap debian-archive-keyring qemu-system-x86
	@$(IN_VENV)/python -m tests.machine $(ARGS)

bench: $(DEVELOPMENT) ## Mesurer la vitesse : un tableau, et build/bench.json
	@mkdir -p build
	$(IN_VENV)/python -m tests.bench $(ARGS)

bench-scale: $(DEVELOPMENT) ## Mesurer avec un million d'électeurs : build/bench-scale.json (ARGS="--electors 100000")
	@mkdir -p build
	$(IN_VENV)/python -m tests.bench.scale $(ARGS)

screenshots: $(DEVELOPMENT) ## Redessiner tous les écrans dans screenshots/
	$(IN_VENV)/python -m tests.screens.draw $(ARGS)

services: ## Installer les paquets Debian dont les tests ont besoin
	@sh requirements/debian-packages.sh $(SERVICES)

lock: $(DEVELOPMENT) ## Verrouiller de nouveau les dépendances (ARGS=--upgrade pour les renouveler)
	$(LOCK) $(ARGS) pyproject.toml --output-file requirements/runtime.txt
	$(LOCK) $(ARGS) --group build --constraint requirements/runtime.txt \
		--output-file requirements/build.txt
	$(LOCK) $(ARGS) pyproject.toml --extra postgresql --constraint requirements/runtime.txt \
		--output-file requirements/postgresql.txt
	$(LOCK) $(ARGS) pyproject.toml --extra postgresql --group dev \
		--constraint requirements/postgresql.txt --constraint requirements/build.txt \
		--output-file requirements/development.txt

clean: ## Effacer tout ce que ces cibles ont fabriqué, l'environnement compris
	rm -rf $(VENV) build dist .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache \
		.ruff_cache
	find models tui tests -name __pycache__ -prune -exec rm -rf {} +

$(ENVIRONMENT):
	@sh requirements/make-environment.sh "$(PYTHON)" "$(VENV)"
	@touch $@

$(RUNTIME): requirements/runtime.txt requirements/build.txt pyproject.toml $(ENVIRONMENT)
	@echo "Installation du programme dans $(VENV)/ : une à deux minutes, la première fois seulement."
	@$(PIP) install --require-hashes --no-deps -r requirements/runtime.txt -r requirements/build.txt
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.extra-%: requirements/%.txt $(RUNTIME)
	@$(PIP) install --require-hashes --no-deps -r $<
	@touch $@

$(DEVELOPMENT): requirements/development.txt $(RUNTIME)
	@echo "Installation des outils de développement dans $(VENV)/ : la première fois seulement."
	@$(PIP) install --require-hashes --no-deps -r requirements/development.txt
	@touch $@
