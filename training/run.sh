#!/usr/bin/env bash
# Makes public/models/flow/ from training/data/: environment, training, export, evaluation, oracles.
set -euo pipefail
cd "$(dirname "$0")"
export HF_HUB_OFFLINE=1 PYTHONUNBUFFERED=1
[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/pip install --quiet --requirement requirements.txt
.venv/bin/python train.py
.venv/bin/python export.py
.venv/bin/python evaluate.py
.venv/bin/python oracles.py
