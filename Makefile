# Everything a newcomer needs. Each target sets up what it needs first.
PYTHON = .venv/bin/python
SAMPLE = out/sample.twin

.PHONY: run test test-slow test-postgres soak check format bench validate corpus screenshots lock clean

run: ## open the sample portfolio (without a display: write pictures and a report into out/)
	@sh packaging/bootstrap.sh run
	@$(PYTHON) -m twin start --sample $(SAMPLE) --to out

test: ## the test suite, in two processes
	@sh packaging/bootstrap.sh test
	@sh packaging/with_display.sh $(PYTHON) -m pytest -m "not slow" -n 2 --dist loadfile

test-slow: ## minutes of soak and whole-corpus tests
	@sh packaging/bootstrap.sh test
	@sh packaging/with_display.sh $(PYTHON) -m pytest -m slow --timeout 3600

test-postgres: ## the tests of the store on a PostgreSQL server of their own too
	@sh packaging/bootstrap.sh test
	@TWIN_TEST_POSTGRES=1 $(PYTHON) -m pytest tests/store

soak: ## 200 kills, ten clients on a server and ten processes on a file, 10,000 edits each
	@sh packaging/bootstrap.sh test
	@$(PYTHON) -m tests.soak

check: ## format, lint, types, import rules, unused dependencies
	@sh packaging/bootstrap.sh test
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) -m basedpyright
	.venv/bin/lint-imports
	$(PYTHON) -m deptry .

format: ## rewrite the sources in the house style
	@sh packaging/bootstrap.sh test
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

bench: ## speed, as ratios against peers in the same run; writes out/bench.json
	@sh packaging/bootstrap.sh test
	@sh packaging/with_display.sh $(PYTHON) scripts/bench.py

validate: ## standards, EnergyPlus, the national model, meters, envelopes; writes out/validation/
	@sh packaging/bootstrap.sh test
	@$(PYTHON) -m validation

bench-peers: ## EnergyPlus and pybuildingenergy into .venv-peers, for `make bench`
	python3.11 -m venv .venv-peers
	.venv-peers/bin/python -m pip install -q --require-hashes -r requirements/peers.txt

corpus: ## every real file: status, what is drawn, seconds, memory
	@sh packaging/bootstrap.sh test
	@$(PYTHON) scripts/corpus.py

screenshots: ## pictures of the real window into out/screenshots/
	@sh packaging/bootstrap.sh test
	@sh packaging/with_display.sh $(PYTHON) scripts/screenshots.py

lock: ## new versions into requirements/
	uv pip compile -q pyproject.toml --group dev --group build --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade -o requirements/dev.txt
	uv pip compile -q pyproject.toml --group build -c requirements/dev.txt --python-version 3.11 --generate-hashes --no-header --no-annotate -o requirements/runtime.txt
	uv pip compile -q requirements/peers.in --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade -o requirements/peers.txt

clean: ## everything that is not in git, but for the virtual environment
	rm -rf out .pytest_cache .ruff_cache .hypothesis
