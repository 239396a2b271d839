"""Fits temperature and the bias of OTHER to the scores that the page gives, and the thresholds of the registry."""

import json

import numpy as np
from scipy.optimize import minimize

from labels import LABELS
from messages import is_conversation, read_messages, split_by_writer
from page_scores import REGISTRY, page_scores
from train import BUILD

CLASSIFIERS = {"user": "userflow", "agent": "agentflow"}
# A shown label is to be right this often on whole conversations in their natural mix.
WANTED_PRECISION = 0.95
# Sharper scores would make more than 0.02 of what two builds of the runtime round differently.
LOWEST_TEMPERATURE = 0.7


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)


def calibrated(scores: np.ndarray, temperature: float, other_bias: float) -> np.ndarray:
    logits = np.log(np.maximum(scores, 1e-12)) / temperature
    logits[:, 0] += other_bias
    return softmax(logits)


def fit(scores: np.ndarray, truth: np.ndarray, in_mix: np.ndarray) -> tuple[float, float]:
    """Temperature and OTHER's bias with the least cross-entropy, on average over conversations and single messages."""

    def loss(values: np.ndarray) -> float:
        chosen = calibrated(scores, values[0], values[1])[np.arange(len(truth)), truth]
        losses = -np.log(np.maximum(chosen, 1e-12))
        return float(losses[in_mix].mean() + losses[~in_mix].mean()) / 2

    # A bound and not a clipped value: on the plateau behind it the search would end.
    found = minimize(loss, np.array([1.0, 0.0]), method="L-BFGS-B", bounds=[(LOWEST_TEMPERATURE, None), (None, None)]).x
    return float(found[0]), float(found[1])


def choose_threshold(scores: np.ndarray, truth: np.ndarray) -> float:
    """The lowest threshold from 0.3 on, in steps of 0.01, at which shown labels are right often enough."""
    best, sure = scores.argmax(1), scores.max(1)
    for threshold in np.arange(0.30, 0.96, 0.01):
        shown = (best != 0) & (sure >= threshold)
        if (best[shown] == truth[shown]).mean() >= WANTED_PRECISION:
            return round(float(threshold), 2)
    return 0.95


def main() -> None:
    _, messages = split_by_writer(read_messages())
    all_scores = page_scores(messages, CLASSIFIERS)
    registry = json.loads(REGISTRY.read_text(encoding="utf-8"))
    calibration = {}
    for role, name in CLASSIFIERS.items():
        places = [at for at, message in enumerate(messages) if message.role == role]
        scores = np.stack([all_scores[at] for at in places])
        truth = np.array([LABELS[role].index(messages[at].label) for at in places])
        in_mix = np.array([is_conversation(messages[at]) for at in places])
        # Both kinds count the same, so that neither the bias nor the temperature follows the one that has more messages.
        temperature, other_bias = fit(scores, truth, in_mix)
        threshold = choose_threshold(calibrated(scores[in_mix], temperature, other_bias), truth[in_mix])
        calibration[role] = {"temperature": temperature, "otherBias": other_bias}
        registry[name]["threshold"] = threshold
        print(f"{role}: temperature {temperature:.3f}, bias of OTHER {other_bias:+.3f}, threshold {threshold}")
    (BUILD / "calibration.json").write_text(json.dumps(calibration, indent=2) + "\n", encoding="utf-8")
    REGISTRY.write_text(json.dumps(registry, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
