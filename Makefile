# Everything a newcomer needs: `make demo` and `make test`. Each does its own set-up.
SHELL := /bin/bash
JOBS ?= $(shell nproc 2>/dev/null || echo 2)
export JOBS

.PHONY: help demo test python docs wheel check-wheel lint format bench determinism rules fresh clean

help:
	@echo "make demo         install what is missing, build, and simulate a real line"
	@echo "make test         install what is missing, build, and run every C++ and Python test"
	@echo "make python       the Python package, editable, in .venv"
	@echo "make docs         the site of these pages and of both references, in build/docs/html"
	@echo "make wheel        an sdist and a manylinux wheel in dist/"
	@echo "make check-wheel  install that wheel in a clean environment without a compiler"
	@echo "make lint         formatters, linters and type checkers; make format mends what can be mended"
	@echo "make bench        run the benchmarks beside their peers; writes docs/performance.md"
	@echo "make determinism  the golden plants over compilers, flags, threads, FMA and Python: one table, all equal"
	@echo "make rules        switch each rule of docs/semantics.md off in turn and see its test fail"
	@echo "make fresh        prove demo and test in a new bare Debian root (needs mmdebstrap and root)"
	@echo "make clean        remove everything that was built (.venv stays)"

demo:
	@scripts/setup build
	@scripts/build demo
	@scripts/demo

test:
	@scripts/setup test
	@scripts/test

python:
	@scripts/setup test
	@scripts/python-package

docs:
	@scripts/setup docs
	@scripts/docs

wheel:
	@scripts/setup test
	@scripts/wheel

check-wheel: wheel
	@scripts/check-wheel

lint:
	@scripts/setup test
	@scripts/lint

format:
	@scripts/setup test
	@scripts/lint --fix

bench:
	@scripts/setup test
	@scripts/python-package
	@scripts/bench.py

determinism:
	@scripts/setup test
	@scripts/python-package
	@scripts/determinism
	@scripts/golden-coverage

rules:
	@scripts/setup test
	@scripts/rules.py

fresh:
	@scripts/fresh

clean:
	rm -rf build dist
