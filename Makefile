# make demo          the example school, from nothing to a complete hand-in package in build/demo/
# make test          ruff, mypy and pytest
# make run           the window
# make torture       kills, full disks, power cuts and hostile files, half an hour or more, with figures at the end
# make bench         the table of speed and size
# make conformance   the tests that need an office program or a second OOXML validator, which it installs
# make installer     what schools install, in build/installers/, tried where it will have to work
# make manual        build/manual.pdf and build/guia-rapida.pdf, with pictures of the screens as they are now
# make forms         the shipped forms' template.xlsx and form.toml, from pmi_desktop/official/reconstruction/
# make format        ruff's formatter and safe corrections over everything
# make clean         removes what the others made
#
# Each sets up what it needs on a Debian or Ubuntu with Python 3.11 to 3.13, once; the next call starts at once.
# make test PYTHON=/path/to/python chooses the interpreter.

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CONFORMANCE := build/conformance
INSTALLER := build/pyinstaller

export PYTHON VENV

.PHONY: demo test run bench torture conformance installer manual forms format clean

demo: $(READY)
	rm -rf build/demo
	$(BIN)/pmi-desktop demo build/demo

test: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2

run: $(READY)
	$(BIN)/pmi-desktop

torture: $(READY)
	$(BIN)/pytest tests/torture -m "torture or not torture"
	$(BIN)/pytest tests/ui -m torture

bench: $(READY)
	$(BIN)/pytest -m bench -s

conformance: $(CONFORMANCE)/.ready
	PATH="$(CURDIR)/$(BIN):$$PATH" PMI_OOXML_VALIDATOR="$(CURDIR)/$(CONFORMANCE)/node_modules/.bin/ooxml-validator" \
		$(BIN)/pytest -m conformance

installer: $(INSTALLER)/.ready
	$(BIN)/pyinstaller --noconfirm --log-level ERROR --distpath build/dist --workpath $(INSTALLER) build_installer.spec
	$(BIN)/python .ci/installer/pack.py
	$(BIN)/pytest -m installer tests/installer

manual: $(READY)
	$(BIN)/pytest tests/ui/test_screens.py tests/ui/test_start.py tests/ui/test_meeting.py tests/ui/pages/test_areas_pages.py \
		-k "lleno-100-light or the_start_screen_too or the_meeting_is_readable or an_area_is_given_in_the_window \
			or what_comes_back_is_shown or the_log_tells_who"
	$(BIN)/python .ci/manual.py

forms: $(READY)
	$(BIN)/python -m pmi_desktop.official.reconstruction forms

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean:
	rm -rf $(VENV) build dist .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find pmi_desktop tests -name __pycache__ -prune -exec rm -rf {} +

$(READY): pyproject.toml .ci/setup .ci/apt.sh
	.ci/setup
	touch $@

$(CONFORMANCE)/.ready: $(READY) .ci/conformance
	mkdir -p $(CONFORMANCE)
	.ci/conformance
	touch $@

$(INSTALLER)/.ready: $(READY) .ci/installer/setup
	mkdir -p $(INSTALLER)
	.ci/installer/setup
	touch $@
