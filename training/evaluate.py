"""Measures the shipped int8 file, and its fp32 parent, on the writers that no training saw."""

import json
import platform
from collections import Counter
from pathlib import Path

import numpy as np
import onnxruntime
from sklearn.metrics import accuracy_score, classification_report, f1_score

from export import FOLDER
from labels import LABELS
from messages import HELD_OUT_WRITERS, Message, read_messages, split_by_writer
from reference import open_session, open_tokenizer, run, softmax
from train import BUILD

FIRST_MESSAGES = Path(__file__).parent.parent / "test" / "fixtures" / "first-messages.json"
THRESHOLD = 0.3


def label_all(session, tokenizer, messages: list[Message]) -> list[tuple[str, float]]:
    answers = []
    for message in messages:
        scores = softmax(run(session, tokenizer.encode(message.text).ids, f"{message.role}_logits"))
        best = int(np.argmax(scores))
        answers.append((LABELS[message.role][best], float(scores[best])))
    return answers


def figures(messages: list[Message], answers: list[tuple[str, float]]) -> dict:
    truth = [message.label for message in messages]
    best = [label for label, _ in answers]
    shown = [label if score >= THRESHOLD else "OTHER" for label, score in answers]
    ordinary = [label for label, message in zip(shown, messages) if message.label == "OTHER"]
    given = [(label, message.label) for label, message in zip(shown, messages) if label != "OTHER"]
    due = [(label, message.label) for label, message in zip(shown, messages) if message.label != "OTHER"]
    return {
        "messages": len(messages),
        "accuracy": round(accuracy_score(truth, best), 4),
        "macro_f1": round(f1_score(truth, best, average="macro", labels=sorted(set(truth)), zero_division=0), 4),
        "ordinary_given_a_label": round(sum(label != "OTHER" for label in ordinary) / max(1, len(ordinary)), 4),
        "shown_labels_right": round(sum(a == b for a, b in given) / max(1, len(given)), 4),
        "due_labels_shown": round(sum(a == b for a, b in due) / max(1, len(due)), 4),
    }


def main() -> None:
    tokenizer = open_tokenizer(FOLDER)
    _, held_out = split_by_writer(read_messages())
    first = [Message(row["role"], row["text"], row["label"], "first-messages")
             for row in json.loads(FIRST_MESSAGES.read_text(encoding="utf-8"))["messages"]]
    report = {
        "machine": platform.processor() or platform.machine(),
        "onnxruntime": onnxruntime.__version__,
        "threshold": THRESHOLD,
        "model": {},
    }
    for kind, path in (("fp32", BUILD / "flow.fp32.onnx"), ("int8", FOLDER / "model.onnx")):
        session = open_session(path)
        rows = {}
        for writer in [*sorted(HELD_OUT_WRITERS), "first-messages"]:
            for role in LABELS:
                messages = [m for m in [*held_out, *first] if m.style == writer and m.role == role]
                answers = label_all(session, tokenizer, messages)
                rows[f"{writer}, {role}"] = figures(messages, answers)
                if kind == "int8":
                    best = [label for label, _ in answers]
                    print(writer, role)
                    print(classification_report([m.label for m in messages], best, zero_division=0))
                    wrong = Counter((m.label, label) for m, label in zip(messages, best) if m.label != label)
                    print(wrong.most_common(8))
                    if writer == "first-messages":
                        print([(m.text, m.label, a) for m, a in zip(messages, answers) if m.label != a[0]])
        report["model"][kind] = rows
    print(json.dumps(report["model"], indent=2))
    (BUILD / "evaluation.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
