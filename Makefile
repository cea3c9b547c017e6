# Needs a Python of 3.11 or later with pip, and make. Everything else is put into .venv.
PYTHON ?= $(shell command -v python3.11 2>/dev/null || command -v python3)
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install --quiet
WHEEL_ENV := build/wheel-env

.NOTPARALLEL:
.PHONY: help demo test test-engines test-examples laws lint wheel bench bench-command bench-batch bench-integrations bench-pages bench-report bench-learning bench-hostile bench-scaling soak fuzz docs docs-rules pictures clean

help:
	@echo "make demo    clean a shipped article, as HTML and as text, and show what went and why"
	@echo "make test    run the test suite"
	@echo "make laws    try 2,000 examples of each law"
	@echo "make test-engines   test the integrations of Ray and Spark; needs Java 17"
	@echo "make test-examples   run each example of an integration in an environment with its extra alone"
	@echo "make lint    run ruff and mypy"
	@echo "make wheel   build the wheel and try it in an empty environment"
	@echo "make bench   measure speed, import time and memory"
	@echo "make bench-command   measure how long the command takes from cold"
	@echo "make bench-batch COUNT=...   measure memory and speed of the command over many articles"
	@echo "make bench-pages DIR=...   measure the reading of pages whose articles are known, beside other libraries"
	@echo "make bench-integrations COUNT=...   measure what cleaning costs inside other libraries"
	@echo "make bench-report   measure what a report costs"
	@echo "make bench-learning   measure what is learnt from a made corpus of publishers, and what it leaves and harms"
	@echo "make bench-hostile SIZE=...   measure what hostile input costs, a line for each shape of it"
	@echo "make bench-scaling   measure how time and memory grow with a document, and draw it"
	@echo "make soak DOCUMENTS=...   clean many documents in one process and see that its memory does not grow"
	@echo "make fuzz SECONDS=...   fuzz text, pages, bytes and rule packs for so many seconds each"
	@echo "make pictures   take the pictures of docs/pictures; needs Chromium"
	@echo "make docs    build the documentation into build/site"
	@echo "make docs-rules   write docs/rule-index.md anew"
	@echo "make clean   remove .venv and all that was built"

demo: $(VENV)/.installed
	@$(RUN) examples/demo.py

test: $(VENV)/.installed-test
	$(RUN) -m pytest

# One example after the other on each processor; what the tests have in common is started once for each.
laws: $(VENV)/.installed-test
	HYPOTHESIS_PROFILE=ci $(RUN) -m pytest tests/property/test_laws.py -n auto --dist worksteal

test-engines: $(VENV)/.installed-engines
	$(RUN) -m pytest tests/engines

test-examples: $(VENV)/.installed
	$(RUN) .ci/check_examples.py

# No format check: long tables of signals are set by hand.
lint: $(VENV)/.installed-lint
	$(RUN) -m ruff check .
	$(RUN) -m mypy

wheel: $(VENV)/.installed-lint
	rm -rf dist $(WHEEL_ENV)
	$(RUN) -m build --wheel --outdir dist .
	$(PYTHON) -m venv $(WHEEL_ENV) || $(PYTHON) -m venv --without-pip $(WHEEL_ENV)
	$(RUN) -m pip --python $(WHEEL_ENV)/bin/python install --quiet dist/*.whl
	$(WHEEL_ENV)/bin/python -I .ci/check_wheel.py dist/*.whl

bench: $(VENV)/.installed
	$(RUN) benchmarks/text.py

bench-pages: $(VENV)/.installed-bench
	$(RUN) benchmarks/pages.py $(DIR)

bench-command: $(VENV)/.installed
	$(RUN) benchmarks/command.py

bench-batch: $(VENV)/.installed
	$(RUN) benchmarks/batch.py --count $(or $(COUNT),4000)

bench-integrations: $(VENV)/.installed-test
	$(RUN) benchmarks/integrations.py --count $(or $(COUNT),1000)

bench-report: $(VENV)/.installed
	$(RUN) benchmarks/report.py

bench-learning: $(VENV)/.installed-test
	$(RUN) benchmarks/learning.py

bench-hostile: $(VENV)/.installed
	$(RUN) benchmarks/hostile.py --size $(or $(SIZE),1000000)

bench-scaling: $(VENV)/.installed
	$(RUN) benchmarks/scaling.py --pictures docs/pictures

soak: $(VENV)/.installed
	$(RUN) benchmarks/soak.py --documents $(or $(DOCUMENTS),200000)

fuzz: $(VENV)/.installed-fuzz
	$(RUN) fuzz/run.py --seconds $(or $(SECONDS),60)

pictures: $(VENV)/.installed-test
	$(RUN) -m tests.browser.pictures
	$(RUN) -m tests.terminal_pictures

# The variable silences advertisement of another program by the theme.
docs: $(VENV)/.installed-docs
	NO_MKDOCS_2_WARNING=1 $(RUN) -m mkdocs build --strict --quiet
	$(RUN) .ci/check_site.py build/site

# A test sees to it that this has been done.
docs-rules: $(VENV)/.installed
	$(RUN) -m cleaner rules list --to markdown > docs/rule-index.md

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

# A stamp is newer than pyproject.toml where what that names is installed; the package itself is installed editable.
# Some systems ship Python without ensurepip; there the pip of the outer Python puts one into the environment. The pip that
# comes with Python 3.11 takes `lxml[html_clean]` and `lxml[html-clean]` for two things, and gives up where both are needed.
$(VENV)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV) || { $(PYTHON) -m venv --without-pip $(VENV) && $(PYTHON) -m pip --python $(RUN) install --quiet pip; }
	$(PIP) 'pip>=23.3'
	$(PIP) --editable .
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed
	$(PIP) --editable '.[test]'
	@touch $@

$(VENV)/.installed-engines: $(VENV)/.installed-test
	$(PIP) --editable '.[datatrove,ray,spark]'
	@touch $@

$(VENV)/.installed-fuzz: $(VENV)/.installed
	$(PIP) --editable '.[fuzz]'
	@touch $@

$(VENV)/.installed-bench: $(VENV)/.installed
	$(PIP) --editable '.[bench]'
	@touch $@

$(VENV)/.installed-docs: $(VENV)/.installed
	$(PIP) --editable '.[docs]'
	@touch $@

$(VENV)/.installed-lint: $(VENV)/.installed-test
	$(PIP) --editable '.[lint]'
	@touch $@
