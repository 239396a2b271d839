"""Fits the `confidence` of the registry's cascades: how sure the instant model must be for its answer to stand.

It is the lowest at which the two together lose at most 0.3 points of validation's macro-F1 against the real model alone.
"""

import json

import numpy as np
from sklearn.metrics import f1_score

from labels import LABELS
from messages import read_messages, split_by_writer
from page_scores import REGISTRY, page_scores

CASCADES = {"user": "user_flow_fast", "agent": "agent_flow_fast"}
MOST_LOST = 0.003


def main() -> None:
    registry = json.loads(REGISTRY.read_text(encoding="utf-8"))
    _, messages = split_by_writer(read_messages())
    first = page_scores(messages, {role: registry[name]["first"] for role, name in CASCADES.items()})
    then = page_scores(messages, {role: registry[name]["then"] for role, name in CASCADES.items()})
    for role, name in CASCADES.items():
        places = [at for at, message in enumerate(messages) if message.role == role]
        truth = np.array([LABELS[role].index(messages[at].label) for at in places])
        fast, real = np.stack([first[at] for at in places]), np.stack([then[at] for at in places])

        def quality(labels: np.ndarray) -> float:
            return f1_score(truth, labels, average="macro", zero_division=0)

        alone = quality(real.argmax(1))
        for confidence in np.arange(0.5, 1.0, 0.01):
            sure = fast.max(1) >= confidence
            together = quality(np.where(sure, fast.argmax(1), real.argmax(1)))
            if together >= alone - MOST_LOST:
                break
        registry[name]["confidence"] = round(float(confidence), 2)
        print(f"{name}: confidence {confidence:.2f}, alone {alone:.4f}, together {together:.4f}, first answers {sure.mean():.3f}")
    REGISTRY.write_text(json.dumps(registry, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
