"""Writes the values that Python vouches for, `test/oracle/`, with the versions that made them."""

import json
import platform
import random
from pathlib import Path

import numpy as np
import onnxruntime
import tokenizers

from edge_texts import DIFFERENT_TEXTS, EDGE_TEXTS
from export import FOLDER
from messages import read_messages
from ngram_features import hashed_ngrams, known_ngrams
from reference import open_session, open_tokenizer, run, softmax
from train_instant import FOLDER as INSTANT

ORACLE = Path(__file__).parent.parent / "test" / "oracle"
SEED = 7


def well_formed(text: str) -> str:
    """Replaces lone surrogates by U+FFFD, as the page does: the tokenizer refuses them."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def write(name: str, generator: dict, content: dict) -> None:
    ORACLE.mkdir(parents=True, exist_ok=True)
    made_by = {"script": "training/oracles.py", "python": platform.python_version(), **generator}
    rows = json.dumps({"generator": made_by, **content}, separators=(",", ":"))
    # One case a line keeps differences readable.
    (ORACLE / name).write_text(rows.replace('},{"', '},\n{"') + "\n", encoding="utf-8")


def read_instant(text: str) -> dict:
    """The hashes of a text's n-grams and the instant model's logits, from its shipped files."""
    heads = json.loads((INSTANT / "heads.json").read_text(encoding="utf-8"))
    buckets = heads["buckets"]
    content = np.fromfile(INSTANT / "table.bin", np.uint8)
    fingerprints, table = content[:buckets], content[buckets:].view(np.int8).reshape(buckets, heads["dimensions"])
    hashes = hashed_ngrams(text)
    known = known_ngrams(hashes, fingerprints)
    vector = table[known].astype(np.float64).sum(0) / np.sqrt(max(1, len(known)))
    logits = {
        output: [round(value, 6) for value in (np.array(head["weights"]) @ vector + head["biases"]).tolist()]
        for output, head in heads["outputs"].items()
    }
    # The long lists of long texts would be most of the file; their sum tells as well whether one differs.
    return {"text": text, "count": len(hashes), "sum": int(hashes.sum()), "first": hashes[:20].tolist(), "logits": logits}


def main() -> None:
    rng = random.Random(SEED)
    messages = read_messages()
    rng.shuffle(messages)
    tokenizer = open_tokenizer(FOLDER)
    encode = lambda text: tokenizer.encode(well_formed(text)).ids  # noqa: E731

    texts = [message.text for message in messages[:420]] + EDGE_TEXTS
    write(
        "tokenizer.json",
        {"tokenizers": tokenizers.__version__},
        {
            "texts": [{"text": text, "ids": encode(text)} for text in texts],
            "differences": [{"text": text, "why": why, "ids": encode(text)} for text, why in DIFFERENT_TEXTS],
        },
    )

    session = open_session(FOLDER / "model.onnx")
    rows = []
    for message in messages[:1000]:
        ids = encode(message.text)
        scores = softmax(run(session, ids, f"{message.role}_logits"))
        row = {"role": message.role, "text": message.text, "ids": ids, "scores": [round(s, 5) for s in scores.tolist()]}
        rows.append(row)
    versions = {"onnxruntime": onnxruntime.__version__, "tokenizers": tokenizers.__version__}
    write("flow-scores.json", versions, {"messages": rows})
    write("instant.json", {"numpy": np.__version__}, {"texts": [read_instant(text) for text in texts]})
    print(f"{len(texts)} texts, {len(rows)} messages")


if __name__ == "__main__":
    main()
