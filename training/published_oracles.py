"""Writes what Python reads from the fixtures of the published layout, `test/oracle/published-*.json`.

Three readings are published: the server's (softmax, the first label by index above 0.3 that is not OTHER), the model
card's ONNX snippet (sigmoid, the best), and the Optimum pipeline (by `problem_type`, the best). The last two are run here
as the card describes them, on lists and padded.

Dynamic quantization rounds activations, and processors differ in the last bits of what they round (fused multiply-add,
for one). A text with a value between two steps has no one right answer. Such texts are found by changing the graph's
norms and biases in their seventh digit: where that moves a logit, the text is marked as an edge and compared loosely.
"""

import json
import random

import numpy as np
import onnx
import onnxruntime
import optimum.version
import tokenizers
from onnx import numpy_helper
from optimum.onnxruntime import ORTModelForSequenceClassification
from transformers import AutoTokenizer, pipeline

from edge_texts import EDGE_TEXTS
from messages import read_messages, split_by_writer
from oracles import well_formed, write
from published_fixtures import FOLDER, MAX_TOKENS
from reference import softmax

SEED = 7
TEXTS = 500
# How often and how far the graph is changed, and how far a logit may move.
VARIANTS = 16
CHANGE = 2e-7
STABLE = 5e-4
BATCH = 16
SERVER_THRESHOLD = 0.3
ROLES = {"roberta": "user", "bert": "agent"}


def sigmoid(logits: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-logits.astype(np.float64)))


def run(session, encodings) -> np.ndarray:
    """Logits [B, L] of encodings of one length."""
    columns = {"input_ids": "ids", "attention_mask": "attention_mask", "token_type_ids": "type_ids"}
    feeds = {
        node.name: np.array([getattr(encoding, columns[node.name]) for encoding in encodings], np.int64)
        for node in session.get_inputs()
    }
    return session.run(["logits"], feeds)[0]


def variants(path) -> list:
    """Sessions of the graph with its fp32 vectors changed in their seventh digit."""
    rng = np.random.default_rng(SEED)
    sessions = []
    for _ in range(VARIANTS):
        model = onnx.load(path)
        for tensor in model.graph.initializer:
            if tensor.data_type == onnx.TensorProto.FLOAT and len(tensor.dims) == 1:
                values = numpy_helper.to_array(tensor)
                changed = values * (1 + CHANGE * rng.standard_normal(values.shape)).astype(np.float32)
                tensor.CopyFrom(numpy_helper.from_array(changed.astype(np.float32), tensor.name))
        sessions.append(open_graph(model.SerializeToString()))
    return sessions


def is_edge(logits: np.ndarray, others: list[np.ndarray]) -> np.ndarray:
    """Whether some variant moves a logit of a row [B]."""
    return np.max([np.abs(logits - other).max(-1) for other in others], axis=0) > STABLE


def open_graph(graph) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # See reference.py: processors without VNNI would saturate.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def best(scores: np.ndarray, labels: list[str]) -> list:
    return [labels[int(scores.argmax())], round(float(scores.max()), 5)]


def server(logits: np.ndarray, labels: list[str]) -> list | None:
    scores = softmax(logits)
    found = [at for at, score in enumerate(scores) if score > SERVER_THRESHOLD and labels[at] != "OTHER"]
    return [labels[found[0]], round(float(scores[found[0]]), 5)] if found else None


def optimum_list(folder, texts: list[str]) -> list:
    """The card's first script: the Optimum pipeline."""
    model = ORTModelForSequenceClassification.from_pretrained(folder, provider="CPUExecutionProvider")
    tokenizer = AutoTokenizer.from_pretrained(folder, use_fast=True, model_max_length=MAX_TOKENS)
    results = pipeline(task="text-classification", model=model, tokenizer=tokenizer)(texts, truncation=True)
    return [[result["label"], round(result["score"], 5)] for result in results]


def snippet_list(session, tokenizer, labels: list[str], texts: list[str]) -> list:
    """The card's second script: ONNX Runtime alone, texts padded in parts of about sixteen, a sigmoid for each label."""
    results = []
    for part in np.array_split(np.array(texts), len(texts) // BATCH + 1):
        for logits in run(session, tokenizer.encode_batch(part.tolist())):
            results.append(best(sigmoid(logits), labels))
    return results


def main() -> None:
    messages, _ = split_by_writer(read_messages())
    random.Random(SEED).shuffle(messages)
    for name, role in ROLES.items():
        folder = FOLDER / name
        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        labels = [config["id2label"][str(at)] for at in range(len(config["id2label"]))]
        tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.enable_truncation(MAX_TOKENS)
        tokenizer.no_padding()
        path = folder / "model_optimized_quantized.onnx"
        session, others = open_graph(path), variants(path)
        read = lambda encodings: [run(each, encodings) for each in (session, *others)]  # noqa: E731

        rows: list[dict] = []
        texts = [*EDGE_TEXTS, *(message.text for message in messages if message.role == role)]
        for text in map(well_formed, texts):
            if sum(not row["edge"] for row in rows) == TEXTS:
                break
            encoding = tokenizer.encode(text)
            logits, *moved = read([encoding])
            rows.append({"text": text, "ids": encoding.ids, "logits": logits[0], "edge": bool(is_edge(logits, moved)[0])})
        padding = config["pad_token_id"]
        tokenizer.enable_padding(pad_id=padding, pad_token=tokenizer.id_to_token(padding))
        for start in range(0, len(rows), BATCH):
            part = rows[start : start + BATCH]
            batch, *moved = read(tokenizer.encode_batch([row["text"] for row in part]))
            for row, logits, edge in zip(part, batch, is_edge(batch, moved), strict=True):
                row |= {"batchLogits": logits, "batchEdge": bool(edge)}
        decimals = lambda logits: [round(value, 5) for value in logits.tolist()]  # noqa: E731
        messages_read = [
            {
                **row,
                "logits": decimals(row["logits"]),
                "batchLogits": decimals(row["batchLogits"]),
                "server": server(row["logits"], labels),
                "card": best(sigmoid(row["logits"]), labels),
                "pipeline": best((sigmoid if name == "bert" else softmax)(row["logits"]), labels),
            }
            for row in rows
        ]
        card = ["that's wrong", "can you please answer me?", "thats my mistake", "My apologies", "Im not sure what you mean"]
        versions = {
            "script": "training/published_oracles.py",
            "onnxruntime": onnxruntime.__version__,
            "tokenizers": tokenizers.__version__,
            "optimum": optimum.version.__version__,
        }
        content = {
            "labels": labels,
            "messages": messages_read,
            "card": {
                "texts": card,
                "optimum": optimum_list(folder, card),
                "snippet": snippet_list(session, tokenizer, labels, card),
            },
        }
        write(f"published-{name}.json", versions, content)
        changed = sum(np.argmax(row["logits"]) != np.argmax(row["batchLogits"]) for row in rows)
        print(
            f"{name}: {len(rows)} texts, of which {sum(row['edge'] for row in rows)} alone and "
            f"{sum(row['batchEdge'] for row in rows)} in a batch of {BATCH} are edges; {changed} labels change in a batch"
        )


if __name__ == "__main__":
    main()
