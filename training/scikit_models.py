"""Trains the demo's two scikit-learn classifiers, `yes_no` and `card_type`, and writes them with their oracle.

`public/models/yes_no.onnx` and `card_type.onnx`, their registry entries, and `test/oracle/scikit.json`: what
`predict_proba` says of messages that neither was trained on.
"""

import base64
import json
from pathlib import Path

import numpy as np
import sklearn
import skl2onnx
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union

from few_shot import shipped_vectors
from oracles import write
from page_scores import REGISTRY
from pickle_to_onnx import check_same, convert, registry_entry

DATA = Path(__file__).parent / "data" / "scikit"
# The documentation's own: https://developers.sber.ru/docs/ru/va/code/framework, "Classifier".
YES_NO = {"intents": ["да", "нет"], "threshold": 0.6}
CARD_TYPE = {"intents": ["virtual", "gold", "platinum", "classic", "momentum", "other"], "threshold": 0.5}
# A vector's numbers as whole ones of eight bits: the same vectors for both readings, and a small file.
STEPS = 127


def read(name: str, writer: str) -> tuple[list[str], list[str]]:
    rows = [json.loads(line) for line in (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    chosen = [row for row in rows if row["writer"] == writer]
    return [row["text"] for row in chosen], [row["label"] for row in chosen]


def train_yes_no() -> tuple[object, list[str], list[str]]:
    texts, labels = read("yes_no", "a")
    words = TfidfVectorizer(ngram_range=(1, 2), token_pattern="[0-9a-zа-яё]+")
    characters = TfidfVectorizer(analyzer="char", ngram_range=(2, 5), min_df=2)
    model = make_pipeline(make_union(words, characters), LogisticRegression(C=10, max_iter=1000))
    return model.fit(texts, labels), *read("yes_no", "b")


def train_card_type() -> tuple[object, np.ndarray, list[str], list[str]]:
    texts, labels = read("card_type", "a")
    order = [CARD_TYPE["intents"].index(label) for label in labels]
    model = LogisticRegression(C=10, max_iter=1000).fit(shipped_vectors(texts), order)
    test_texts, test_labels = read("card_type", "b")
    return model, shipped_vectors(test_texts), test_texts, test_labels


def ship(name: str, graph: bytes, entry: dict, registry: dict) -> None:
    (REGISTRY.parent / f"{name}.onnx").write_bytes(graph)
    registry[name] = entry


def main() -> None:
    registry = json.loads(REGISTRY.read_text(encoding="utf-8"))
    report = {}

    model, texts, labels = train_yes_no()
    graph, lowercase = convert(model, None)
    report["yes_no"] = {
        "largestDifference": check_same(model, graph, lowercase, texts),
        "accuracy": float(np.mean(model.predict(texts) == np.array(labels))),
    }
    ship("yes_no", graph, registry_entry("yes_no.onnx", graph, YES_NO["intents"], YES_NO["threshold"], lowercase=lowercase), registry)
    yes_no_cases = [
        {"text": text, "label": label, "probabilities": row}
        for text, label, row in zip(texts, labels, model.predict_proba(texts).round(7).tolist())
    ]

    registry["hello_scenario_classifier"] = {"type": "external", "timeout": 0.2, "classifier": "yes_no"}

    model, vectors, texts, labels = train_card_type()
    graph, _ = convert(model, vectors.shape[1])
    rounded = np.round(vectors * STEPS).astype(np.int8)
    read_back = (rounded / np.float32(STEPS)).astype(np.float32)
    names = np.array(CARD_TYPE["intents"])
    report["card_type"] = {
        "largestDifference": check_same(model, graph, False, read_back),
        "accuracy": float(np.mean(names[model.predict(vectors)] == np.array(labels))),
    }
    ship("card_type", graph, registry_entry("card_type.onnx", graph, CARD_TYPE["intents"], CARD_TYPE["threshold"], vectorizer="sbert"), registry)
    card_cases = [
        {"text": text, "label": label, "vector": base64.b64encode(row.tobytes()).decode(), "probabilities": expected}
        for text, label, row, expected in zip(texts, labels, rounded, model.predict_proba(read_back).round(7).tolist())
    ]

    REGISTRY.write_text(json.dumps(registry, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    versions = {"script": "training/scikit_models.py", "scikit-learn": sklearn.__version__, "skl2onnx": skl2onnx.__version__}
    write("scikit.json", versions, {"yes_no": yes_no_cases, "card_type": card_cases})
    print(json.dumps(report, indent=2))


if __name__ == "__main__":
    main()
