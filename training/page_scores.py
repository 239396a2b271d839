"""Scores as the page gives them: the shipped files, the worker's code and the WASM build, under Node."""

import json
import subprocess
from pathlib import Path

import numpy as np

from labels import LABELS
from messages import Message

ROOT = Path(__file__).parent.parent
REGISTRY = ROOT / "public" / "models" / "classifiers.json"


def page_scores(messages: list[Message], classifiers: dict[str, str]) -> list[np.ndarray]:
    """Softmax scores in label order of each message, by the classifier of its role ({role: name})."""
    scores: list[np.ndarray] = [np.empty(0)] * len(messages)
    for role, name in classifiers.items():
        places = [at for at, message in enumerate(messages) if message.role == role]
        lines = "".join(json.dumps({"text": messages[at].text}) + "\n" for at in places)
        command = ["npm", "run", "-s", "classify", "--", name, "--threshold", "0", "--registry", str(REGISTRY)]
        done = subprocess.run(command, cwd=ROOT, input=lines, capture_output=True, text=True, check=True)
        for at, line in zip(places, done.stdout.splitlines(), strict=True):
            by_label = {answer["answer"]: answer["score"] for answer in json.loads(line)["answers"]}
            scores[at] = np.array([by_label[label] for label in LABELS[role]])
    return scores
