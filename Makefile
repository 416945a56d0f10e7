# Every target that needs Python goes through tools/bootstrap.sh first, which is quick when nothing has changed.
# PYTHON=path names the interpreter to make .venv with; WORKERS is how many tests run at once.

WORKERS ?= 2
UV ?= uv
LOCKFLAGS ?=
BIN := .venv/bin

# Homebrew's libraries are not where the loader looks, and macOS takes this variable from the environment of /bin/sh.
ifeq ($(shell uname -s),Darwin)
RUN := DYLD_FALLBACK_LIBRARY_PATH="$${DYLD_FALLBACK_LIBRARY_PATH:-/opt/homebrew/lib:/usr/local/lib:/usr/lib}"
endif

.DEFAULT_GOAL := help
.PHONY: help bootstrap test lint docs pages figures pictures lock clean FORCE

help:
	@echo 'make issue-293       排出第 293 期：dist/issue-293.pdf / build an issue'
	@echo 'make test            测试 / run the tests'
	@echo 'make lint            检查代码 / ruff and mypy'
	@echo 'make docs            文档：build/docs，连同链接和命令的检查 / build the documentation, check its links and commands'
	@echo 'make pages           重做文档里由程序做的部分 / make anew what the program says of itself in docs/'
	@echo 'make figures         重做文档的图 / make the figures of the documentation'
	@echo 'make pictures        重做 README 的图：docs/pictures / make the pictures of the README'
	@echo 'make lock            重写 requirements.lock；LOCKFLAGS=--upgrade 取各包新版 / lock the requirements anew'
	@echo 'make clean           删去可以重新做出的 / remove what can be made again'

bootstrap:
	@sh tools/bootstrap.sh

# .PHONY does not reach pattern rules: without FORCE a file of that name would pass for the issue.
issue-%: bootstrap FORCE
	$(RUN) $(BIN)/typeset build $@

test: bootstrap
	$(RUN) $(BIN)/python -m pytest -n $(WORKERS)

lint: bootstrap
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(RUN) $(BIN)/mypy

docs: bootstrap
	$(BIN)/python tools/links.py
	$(BIN)/sphinx-build --fail-on-warning --keep-going --quiet --fresh-env docs build/docs
	$(BIN)/python tools/links.py build/docs
	$(RUN) $(BIN)/python tools/sessions.py

pages: bootstrap
	$(RUN) $(BIN)/python -m tools.reference
	$(RUN) $(BIN)/python tools/sessions.py --write

figures: bootstrap
	$(RUN) $(BIN)/python -m tools.figures

pictures: bootstrap
	$(RUN) $(BIN)/python tools/pictures.py

lock:
	@command -v $(UV) >/dev/null || { echo '需要 uv：pip install uv，或用 UV=路径 指明 / uv is needed: pip install uv, or UV=path' >&2; exit 3; }
	$(UV) pip compile --quiet --universal --python-version 3.11 --extra dev --extra docs --generate-hashes --no-header --no-annotate \
	    --fork-strategy fewest --no-emit-index-url --no-emit-find-links $(LOCKFLAGS) --output-file requirements.lock pyproject.toml

clean:
	rm -rf .venv .typeset dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find typeset tests -name __pycache__ -type d -prune -exec rm -rf {} +

FORCE:
