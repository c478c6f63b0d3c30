# Two commands: `make run` and `make test`. README.md says more.
PYTHON ?= python3.11
PORT   ?= 8000
BIN    := .venv/bin
MANAGE := $(BIN)/python site/manage.py
PYTEST := $(BIN)/python -m pytest -q -n auto --dist loadgroup
# Debian ships pip without ensurepip: a venv made --without-pip is filled by the system pip (>= 22.3).
PIP     = $(if $(wildcard $(BIN)/pip),$(BIN)/python -m pip,$(PYTHON) -m pip --python $(BIN)/python)
INSTALL = $(PIP) install --quiet --disable-pip-version-check --no-input --require-hashes --only-binary :all:
LOCK    = $(BIN)/uv pip compile --quiet --no-config --universal --python-version 3.11 --generate-hashes \
          --no-strip-extras --no-header --no-annotate --no-emit-index-url --exclude-newer "7 days"
FREE    = import socket; print(next(n for n in range($(PORT), $(PORT) + 50) if socket.socket().connect_ex(("127.0.0.1", n))))
# pip 23.2 takes « pydantic[email]==… » for no pin of pydantic, which others ask for: both are said.
BOTH    = import pathlib, re; f = pathlib.Path("requirements/dev.txt"); \
          f.write_text(re.sub(r"(?m)^(pydantic)\[email\](==.*\n(?: +--hash.*\n)+)", r"\1\2\g<0>", f.read_text()))
.PHONY: run test lint lock

run: .venv/base.ok
	@port=$$($(BIN)/python -c '$(FREE)'); \
	 [ $$port = $(PORT) ] || echo "Port $(PORT) is taken: using $$port."; \
	 export WAGTAILADMIN_BASE_URL=http://localhost:$$port; \
	 $(MANAGE) load_demo --migrate && echo "Open http://localhost:$$port/" && \
	 exec $(MANAGE) runserver localhost:$$port

test: .venv/dev.ok
	env -u DATABASE_URL SECOND_PASS=$(if $(DATABASE_URL),postgresql) $(PYTEST)
	$(if $(DATABASE_URL),FIRST_PASS=sqlite $(PYTEST) -m "not browser")

lint: .venv/dev.ok
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --quiet --lint templates

lock: .venv/dev.ok
	$(LOCK) requirements/dev.in -o requirements/dev.txt
	for set in production base; do $(LOCK) -c requirements/dev.txt requirements/$$set.in -o requirements/$$set.txt || exit 1; done
	$(BIN)/python -c '$(BOTH)'

.venv/bin/python:
	$(PYTHON) -m venv .venv >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip .venv

.venv/%.ok: requirements/%.txt | .venv/bin/python
	$(INSTALL) -r $<
	@touch $@
