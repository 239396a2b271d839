"""Measures whether the shipped sentence vector still separates meanings that have no flow label.

Writes `docs/evaluation/few-shot.json`: the accuracy of a few-shot classifier on everyday intents, learnt from eight
messages each, on the shipped vectors and on the base encoder's own.
"""

import json
from pathlib import Path

import numpy as np
import torch
from sklearn.linear_model import LogisticRegression

from encoder import MAX_TOKENS, FlowEncoder, load_tokenizer
from evaluate import OUT
from export import FOLDER
from reference import open_session, open_tokenizer, run

INTENTS = Path(__file__).parent / "data" / "intents" / "everyday.jsonl"
SHOTS = 8
DRAWS = 50


def shipped_vectors(texts: list[str]) -> np.ndarray:
    session, tokenizer = open_session(FOLDER / "model.onnx"), open_tokenizer(FOLDER)
    return np.stack([run(session, tokenizer.encode(text).ids, "embedding") for text in texts])


def base_vectors(texts: list[str]) -> np.ndarray:
    model, tokenizer = FlowEncoder().eval(), load_tokenizer()
    with torch.no_grad():
        encoded = tokenizer(texts, truncation=True, max_length=MAX_TOKENS)["input_ids"]
        ids = [torch.tensor([row]) for row in encoded]
        return np.stack([model(row, torch.ones_like(row))[2][0].numpy() for row in ids])


def accuracies(vectors: np.ndarray, intents: np.ndarray) -> list[float]:
    """Accuracy on the messages that were not learnt from, for each draw of the eight."""
    found = []
    for draw in range(DRAWS):
        rng = np.random.default_rng(draw)
        learnt = np.zeros(len(intents), dtype=bool)
        for intent in np.unique(intents):
            learnt[rng.choice(np.flatnonzero(intents == intent), SHOTS, replace=False)] = True
        classifier = LogisticRegression(C=10, max_iter=1000).fit(vectors[learnt], intents[learnt])
        found.append(float(classifier.score(vectors[~learnt], intents[~learnt])))
    return found


def main() -> None:
    rows = [json.loads(line) for line in INTENTS.read_text(encoding="utf-8").splitlines()]
    texts, intents = [row["text"] for row in rows], np.array([row["intent"] for row in rows])
    report = {"messages": len(rows), "intents": len(np.unique(intents)), "shots": SHOTS, "draws": DRAWS}
    for name, vectors in (("shipped", shipped_vectors(texts)), ("base", base_vectors(texts))):
        found = accuracies(vectors, intents)
        report[name] = {"accuracy": float(np.mean(found)), "deviation": float(np.std(found))}
    (OUT / "few-shot.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
