#!/usr/bin/env bash
# Makes public/models/flow/ and flow-instant/ from training/data/: environment, training, calibration, evaluation, oracles.
set -euo pipefail
cd "$(dirname "$0")"
export HF_HUB_OFFLINE=1 PYTHONUNBUFFERED=1
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/pip install --quiet --requirement requirements.txt
rm -f build/calibration.json
.venv/bin/python train.py
.venv/bin/python train_instant.py
# Scores are calibrated as the page gives them, and what was fitted is folded into the graph.
.venv/bin/python export.py
.venv/bin/python prune_vocabulary.py
.venv/bin/python calibrate.py
.venv/bin/python export.py
.venv/bin/python prune_vocabulary.py
.venv/bin/python optimize.py
.venv/bin/python fit_cascade.py
.venv/bin/python evaluate.py
.venv/bin/python few_shot.py
.venv/bin/python scikit_models.py
.venv/bin/python scikit_fixtures.py
.venv/bin/python published_fixtures.py
.venv/bin/python published_oracles.py
.venv/bin/python oracles.py
# Afterwards, since graphs are others: npm run runtime:record.
