# The names that people try first. Each runs a script, which sets up what it needs and takes --help.

.DEFAULT_GOAL := help
.PHONY: help setup test check fix bench fuzz record corpus docs

help: ## what there is
	@sed -nE 's/^([a-z]+): ## (.*)/\1\t\2/p' $(MAKEFILE_LIST) | expand -t 10

setup: ## make .venv with the pinned development packages
	@scripts/test --version

test: ## run the tests; to choose: make test ARGS="tests/unit -k refresh"
	@scripts/test $(ARGS)

check: ## lint, format, types, contract, client, cassettes
	@scripts/check

fix: ## the same, mending what can be mended
	@scripts/check --fix

bench: ## how long things take, as ratios
	@scripts/bench $(ARGS)

fuzz: ## fuzz a backend from the contract
	@scripts/fuzz $(ARGS)

record: ## record the cassettes again
	@scripts/record-cassettes $(ARGS)

corpus: ## make the training files that the tests read
	@scripts/make-corpus $(ARGS)

docs: ## write openapi.yaml and the pages that follow from it
	@scripts/export-contract
