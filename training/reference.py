"""The reference reading of a model folder: tokenizers and native onnxruntime, one message at a time."""

import json
from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer


def open_session(path: Path) -> onnxruntime.InferenceSession:
    options = onnxruntime.SessionOptions()
    # Without VNNI, AVX2 adds two products of 8 bits in 16, which can saturate; the page's WASM never does.
    options.add_session_config_entry("session.x64quantprecision", "1")
    return onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])


def open_tokenizer(folder: Path) -> Tokenizer:
    """The folder's tokenizer, cut to the model's longest input as the page cuts it."""
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    tokenizer.enable_truncation(manifest["maxTokens"])
    return tokenizer


def run(session: onnxruntime.InferenceSession, ids: list[int], output: str) -> np.ndarray:
    """Logits [L] of one message's token ids [T]."""
    feeds = {"input_ids": np.array([ids], np.int64), "attention_mask": np.ones((1, len(ids)), np.int64)}
    return session.run([output], feeds)[0][0]


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits.astype(np.float64) - logits.max())
    return powers / powers.sum()
