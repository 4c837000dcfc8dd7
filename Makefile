# The chores, one word each. `make demo` and `make test` are all that a newcomer to the code needs.
PYTHON ?= python3
BIN := .venv/bin
CODES := $(shell sed -n 's/^\([a-z]*\): {.*/\1/p' locales/languages.yaml)

.PHONY: demo test check soak bench catalogues lock clean

demo: .venv/ready
	$(BIN)/allin-bot demo

test: .venv/ready
	$(BIN)/python -m pytest

check: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/allin-bot knowledge check

# Long: a process killed ten times while people write, a thousand random orders of events, and what
# the test utterances ask, understood with the encoder.
soak: .venv/ready
	ALLIN_SOAK=1 $(BIN)/python -m pytest tests/soak
	ALLIN_SOAK=1 $(BIN)/python -m pytest -m soak tests/test_utterances.py

bench: .venv/ready
	$(BIN)/python -m tests.benchmark

# The virtual environment, made anew only when what it is made of changes.
.venv/ready: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

# Takes new interface texts out of the code into the catalogues, for translators.
catalogues: .venv/ready
	$(BIN)/pybabel -q extract --no-location --sort-output --omit-header -k N_ -o locales/messages.pot bot
	$(BIN)/pybabel -q extract --no-location --sort-output --omit-header --no-default-keywords -k D_ -o locales/desk.pot bot
	$(BIN)/pybabel -q update --ignore-obsolete --omit-header --no-fuzzy-matching -l de -D desk -i locales/desk.pot -o locales/de/LC_MESSAGES/desk.po
	for code in $(CODES); do \
		if grep -q "^$$code:.*status: live" locales/languages.yaml; then \
			mkdir -p locales/$$code/LC_MESSAGES; \
			test -f locales/$$code/LC_MESSAGES/messages.po || cp locales/messages.pot locales/$$code/LC_MESSAGES/messages.po; \
			$(BIN)/pybabel -q update --ignore-obsolete --omit-header --no-fuzzy-matching -l $$code -i locales/messages.pot -o locales/$$code/LC_MESSAGES/messages.po; \
		fi; done

# Pins the versions anew: only names and versions, no place to fetch them from.
lock: .venv/ready
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

clean:
	rm -rf .venv build *.egg-info
