"""Measures the shipped models on the frozen test split, in the page's own code and WASM build.

Writes `docs/evaluation/`: figures.json, figures.md (the tables of the model cards), and the pictures.
"""

import json
import random
from pathlib import Path

import matplotlib
import numpy as np
import onnxruntime
from sklearn.metrics import confusion_matrix, f1_score, precision_recall_fscore_support

from export import FOLDER
from fit_cascade import CASCADES
from labels import LABELS
from messages import Message, is_conversation, read_test_messages
from noise import add_typing_noise
from page_scores import REGISTRY, page_scores
from reference import open_session, open_tokenizer, run, softmax
from train import BUILD

matplotlib.use("agg")
import matplotlib.pyplot as plt  # noqa: E402

OUT = Path(__file__).parent.parent / "docs" / "evaluation"
MODELS = {
    "flow": {"user": "userflow", "agent": "agentflow"},
    "flow-instant": {"user": "userflow_instant", "agent": "agentflow_instant"},
}
PARTS = {
    "all": lambda message: True,
    "plain": lambda message: message.difficulty == "plain",
    "hard": lambda message: message.difficulty == "hard",
    "conversations": is_conversation,
    "without disputed": lambda message: message.disputed is None,
    "up to 5 words": lambda message: len(message.text.split()) <= 5,
    "6 to 15 words": lambda message: 5 < len(message.text.split()) <= 15,
    "over 15 words": lambda message: len(message.text.split()) > 15,
}
NOISE_SEED = 11


def expected_calibration_error(sure: np.ndarray, right: np.ndarray) -> float:
    """Mean distance of confidence and accuracy over ten bins of equal width, weighted by size (arXiv:1706.04599)."""
    bins = np.minimum((sure * 10).astype(int), 9)
    gaps = [abs(sure[bins == at].mean() - right[bins == at].mean()) * (bins == at).mean() for at in set(bins)]
    return float(sum(gaps))


def figures(truth: np.ndarray, scores: np.ndarray, threshold: float) -> dict:
    best, sure = scores.argmax(1), scores.max(1)
    shown = (best != 0) & (sure >= threshold)
    right = best == truth
    present = sorted(set(truth.tolist()))
    return {
        "messages": len(truth),
        "accuracy": float(right.mean()),
        "macroF1": float(f1_score(truth, best, average="macro", labels=present, zero_division=0)),
        "calibrationError": expected_calibration_error(sure, right),
        "shownRight": float(right[shown].mean()) if shown.any() else None,
        "dueShown": float((right & shown)[truth != 0].mean()) if (truth != 0).any() else None,
        "otherShown": float(shown[truth == 0].mean()) if (truth == 0).any() else None,
        "otherMislabelled": float((best[truth == 0] != 0).mean()) if (truth == 0).any() else None,
    }


def cascade_figures(truth: np.ndarray, first: np.ndarray, then: np.ndarray, confidence: float) -> dict:
    """How good a cascade's answers are beside those of its second classifier alone, and how many its first gives."""
    present = sorted(set(truth.tolist()))
    sure = first.max(1) >= confidence
    together = np.where(sure, first.argmax(1), then.argmax(1))
    quality = {"macroF1": together, "macroF1OfThen": then.argmax(1)}
    return {"firstShare": float(sure.mean())} | {
        key: float(f1_score(truth, best, average="macro", labels=present, zero_division=0)) for key, best in quality.items()
    }


def native_scores(messages: list[Message], path: Path) -> list[np.ndarray]:
    session, tokenizer = open_session(path), open_tokenizer(FOLDER)
    return [softmax(run(session, tokenizer.encode(m.text).ids, f"{m.role}_logits")) for m in messages]


def draw_confusion(truth: np.ndarray, best: np.ndarray, role: str) -> None:
    names = LABELS[role]
    counts = confusion_matrix(truth, best, labels=range(len(names)))
    shares = counts / np.maximum(counts.sum(1, keepdims=True), 1)
    size = 3 + len(names) * 0.33
    figure, axes = plt.subplots(figsize=(size + 1.5, size))
    axes.imshow(shares, cmap="Greens", vmin=0, vmax=1)
    axes.set_xticks(range(len(names)), names, rotation=60, ha="right", fontsize=7)
    axes.set_yticks(range(len(names)), names, fontsize=7)
    axes.set_xlabel("label given")
    axes.set_ylabel("label due")
    for row, column in zip(*np.nonzero(counts)):
        colour = "white" if shares[row, column] > 0.6 else "black"
        axes.text(column, row, counts[row, column], ha="center", va="center", fontsize=6, color=colour)
    figure.tight_layout()
    figure.savefig(OUT / f"confusion-{role}.png", dpi=90)
    plt.close(figure)


def draw_coverage(rows: dict[str, tuple[np.ndarray, np.ndarray]]) -> None:
    figure, axes = plt.subplots(figsize=(6, 4))
    for name, (truth, scores) in rows.items():
        best, sure = scores.argmax(1), scores.max(1)
        points = []
        for threshold in np.linspace(0.05, 0.98, 60):
            shown = (best != 0) & (sure >= threshold)
            if shown.sum() >= 20:
                right = (best == truth) & shown
                points.append((right[truth != 0].mean(), right.sum() / shown.sum()))
        axes.plot(*zip(*points), label=name)
    axes.set_xlabel("share of due labels shown")
    axes.set_ylabel("share of shown labels right")
    axes.grid(alpha=0.3)
    axes.legend()
    figure.tight_layout()
    figure.savefig(OUT / "precision-coverage.png", dpi=90)
    plt.close(figure)


def percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"


def table(report: dict) -> str:
    lines = [
        "| model | side | part | messages | accuracy | macro-F1 | calibration error | shown labels right | due labels shown | OTHER shown a label |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for model, roles in report["models"].items():
        for role, parts in roles.items():
            for part, row in parts.items():
                cells = [percent(row[key]) for key in ("accuracy", "macroF1", "calibrationError", "shownRight", "dueShown", "otherShown")]
                lines.append(f"| {model} | {role} | {part} | {row['messages']} | {' | '.join(cells)} |")
    return "\n".join(lines) + "\n"


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    registry = json.loads(REGISTRY.read_text(encoding="utf-8"))
    messages = read_test_messages()
    rng = random.Random(NOISE_SEED)
    noisy = [Message(m.role, add_typing_noise(m.text, rng), m.label, m.style) for m in messages]
    report: dict = {"onnxruntime": onnxruntime.__version__, "models": {}, "cascades": {}, "perLabel": {}}
    curves: dict[tuple[str, str], tuple[np.ndarray, np.ndarray]] = {}
    for model, classifiers in MODELS.items():
        scores, noisy_scores = page_scores(messages, classifiers), page_scores(noisy, classifiers)
        fp32 = native_scores(messages, BUILD / "flow.fp32.onnx") if model == "flow" else None
        report["models"][model] = {}
        for role, name in classifiers.items():
            threshold = registry[name]["threshold"]

            def part_figures(all_scores, chosen) -> dict:
                places = [at for at, m in enumerate(messages) if m.role == role and chosen(m)]
                truth = np.array([LABELS[role].index(messages[at].label) for at in places])
                return figures(truth, np.stack([all_scores[at] for at in places]), threshold)

            parts = {part: part_figures(scores, chosen) for part, chosen in PARTS.items()}
            parts |= {style: part_figures(scores, lambda m, style=style: m.style == style)
                      for style in sorted({m.style for m in messages})}
            parts["all, with typing noise"] = part_figures(noisy_scores, PARTS["all"])
            if fp32 is not None:
                parts["all, fp32"] = part_figures(fp32, PARTS["all"])
            report["models"][model][role] = parts

            places = [at for at, m in enumerate(messages) if m.role == role]
            truth = np.array([LABELS[role].index(messages[at].label) for at in places])
            role_scores = np.stack([scores[at] for at in places])
            curves[model, role] = (truth, role_scores)
            if model == "flow":
                draw_confusion(truth, role_scores.argmax(1), role)
                values = precision_recall_fscore_support(
                    truth, role_scores.argmax(1), labels=range(len(LABELS[role])), zero_division=0
                )
                report["perLabel"] |= {
                    f"{role} {label}": {"precision": float(p), "recall": float(r), "f1": float(f), "messages": int(n)}
                    for label, p, r, f, n in zip(LABELS[role], *values)
                }
    draw_coverage({", ".join(name): rows for name, rows in curves.items()})
    for role, name in CASCADES.items():
        truth, first = curves["flow-instant", role]
        report["cascades"][name] = cascade_figures(truth, first, curves["flow", role][1], registry[name]["confidence"])
    (OUT / "figures.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    (OUT / "figures.md").write_text(table(report), encoding="utf-8")
    print(table(report))


if __name__ == "__main__":
    main()
