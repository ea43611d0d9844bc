# Everyday commands. Set PYTHON=/path/to/python to choose the interpreter, VENV=folder to put the
# environment elsewhere. Only the first set-up needs a package index: afterwards the stamp file
# keeps pip from being called until pyproject.toml changes.

PYTHON ?=
VENV ?= .venv
BENCH_ARGS ?=
FUZZ_ARGS ?=

RUN := $(VENV)/bin/python
STAMP := $(VENV)/.installed

export PYTHONUTF8 := 1

# An environment whose interpreter has gone away is not installed, whatever its stamp says.
$(shell [ ! -e $(STAMP) ] || $(RUN) -c pass 2>/dev/null || rm -f $(STAMP))

.DEFAULT_GOAL := help
.PHONY: help demo reports test lint types bench install-test nightly fuzz clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-14s %s\n", $$1, $$2}' Makefile

# The tongue is that of GOVKIT_LANG, else of the locale, as for every command.
SPOKEN = $(or $(GOVKIT_LANG),$(LC_ALL),$(LC_MESSAGES),$(LANG))
ENGLISH = $(filter en% EN% 英文 英语,$(SPOKEN))
DEMO = $(if $(ENGLISH),examples/gallery/public_library.gov,examples/guangming)
MANY = $(if $(ENGLISH),examples/gallery/hospital_ward_year.gov --days 30,examples/guangming --days 120)

# A lesson that ends the demonstration: the page is named, and how to open it.
TAUGHT = $(if $(ENGLISH),examples/quanyu/english,examples/quanyu)
CLASS = $(if $(ENGLISH),build/class,build/课)

demo: $(STAMP) ## walk the cases of an example, try many by chance, prepare a class; in English, else Guangming (演示：走完几件事，推演四个月，备一堂课)
	@$(RUN) -m govkit simulate $(DEMO) --auto
	@$(RUN) -m govkit experiment $(MANY) --replications 5 --brief
	@$(RUN) -m govkit lesson $(TAUGHT) -o $(CLASS)

test: $(STAMP) ## run the tests, without measurements and installs (测试)
	@$(RUN) -m pytest -q -n 2 --dist worksteal

lint: $(STAMP) ## check the style of the code (代码风格)
	@$(RUN) -m ruff check .

types: $(STAMP) ## check the types of the code (类型)
	@$(RUN) -m mypy

reports: $(STAMP) ## write every report and picture of all examples into build/reports (全部材料)
	@$(RUN) -m tests.bench.report_files build/reports

bench: $(STAMP) ## measure; BENCH_ARGS goes to pytest (测速)
	@$(RUN) -m pytest -q -m "bench and not nightly" tests/bench $(BENCH_ARGS)

install-test: $(STAMP) ## install wheel, sdist and editable in fresh environments; needs an index (安装测试)
	@$(RUN) -m pytest -q -m install tests/install

nightly: $(STAMP) ## slow sweeps with many seeds; takes an hour (慢速的大批测试)
	@$(RUN) -m pytest -q -n 2 -m nightly

fuzz: $(STAMP) ## guided fuzzing for ten minutes; FUZZ_ARGS="--seconds 60 --seed 1" (模糊测试)
	@$(RUN) -m tests.fuzz.guided $(FUZZ_ARGS)

clean: ## remove builds and caches; the environment stays (清理，保留环境)
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .benchmarks
	@find govkit tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(STAMP): pyproject.toml
	@PYTHON='$(PYTHON)' sh .ci/environment '$(VENV)'
	@touch $@
