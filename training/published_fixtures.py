"""Makes tiny models in the layout and with the architecture of the published flow models, `test/fixtures/published/`.

`roberta`: byte-level BPE, pad id 1, softmax over the user's labels. `bert`: WordPiece, pad id 0, a sigmoid for each of
the agent's labels, as the toxicity and emotion sisters have it. Both go the published way: Optimum's export and graph
optimization with fused operators, dynamic int8 with unsigned activations and signed weights, one scale a tensor.
"""

import json
import random
import shutil
import tempfile
from pathlib import Path

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.tools.convert_onnx_models_to_ort import OptimizationStyle, convert_onnx_models_to_ort
from optimum.onnxruntime import ORTModelForSequenceClassification, ORTOptimizer
from optimum.onnxruntime.configuration import OptimizationConfig
from tokenizers import ByteLevelBPETokenizer
from tokenizers.implementations import BertWordPieceTokenizer
from transformers import (
    BertConfig,
    BertForSequenceClassification,
    BertTokenizerFast,
    PreTrainedModel,
    PreTrainedTokenizerFast,
    RobertaConfig,
    RobertaForSequenceClassification,
    RobertaTokenizerFast,
)

from labels import LABELS
from messages import Message, read_messages, split_by_writer

FOLDER = Path(__file__).parent.parent / "test" / "fixtures" / "published"
SEED = 20261122
VOCABULARY = 3000
MAX_TOKENS = 256
BATCH = 64
PASSES = 10
RATE = 3e-3
TRAINING_TOKENS = 40
# The exported operators mean the same in 18, which ONNX Runtime 1.14 (@xenova/transformers) does not load.
OPSET = 17
SIZES = {"hidden_size": 48, "num_hidden_layers": 2, "num_attention_heads": 4, "intermediate_size": 96, "initializer_range": 0.1}


def byte_level_tokenizer(texts: list[str], folder: Path) -> PreTrainedTokenizerFast:
    tokenizer = ByteLevelBPETokenizer()
    tokenizer.train_from_iterator(texts, VOCABULARY, special_tokens=["<s>", "<pad>", "</s>", "<unk>", "<mask>"])
    tokenizer.save_model(str(folder))
    return RobertaTokenizerFast.from_pretrained(folder, model_max_length=512)


def word_piece_tokenizer(texts: list[str], folder: Path) -> PreTrainedTokenizerFast:
    tokenizer = BertWordPieceTokenizer()
    tokenizer.train_from_iterator(texts, VOCABULARY)
    tokenizer.save_model(str(folder))
    return BertTokenizerFast.from_pretrained(folder, model_max_length=512)


def train(model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, messages: list[Message], labels: list[str]) -> None:
    """Fine enough that the labels of messages differ and few scores are close."""
    rng = random.Random(SEED)
    sigmoid = model.config.problem_type == "multi_label_classification"
    steps = PASSES * -(-len(messages) // BATCH)
    optimizer = torch.optim.AdamW(model.parameters(), RATE)
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1, 0.05, steps)
    model.train()
    for _ in range(PASSES):
        rng.shuffle(messages)
        for start in range(0, len(messages), BATCH):
            chosen = messages[start : start + BATCH]
            inputs = tokenizer([m.text for m in chosen], truncation=True, max_length=TRAINING_TOKENS, padding=True, return_tensors="pt")
            target = torch.tensor([labels.index(m.label) for m in chosen])
            if sigmoid:
                target = torch.nn.functional.one_hot(target, len(labels)).float()
            loss = model(**inputs, labels=target).loss
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            schedule.step()
    model.eval()
    print(f"{model.config.model_type}: loss {loss.item():.3f}")


def export(model: PreTrainedModel, tokenizer: PreTrainedTokenizerFast, name: str) -> None:
    folder = FOLDER / name
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as place:
        plain, optimized = Path(place, "plain"), Path(place, "optimized")
        model.save_pretrained(plain)
        tokenizer.save_pretrained(plain)
        exported = ORTModelForSequenceClassification.from_pretrained(plain, export=True)
        ORTOptimizer.from_pretrained(exported).optimize(
            save_dir=optimized, optimization_config=OptimizationConfig(optimization_level=2)
        )
        shutil.copytree(optimized, folder, ignore=shutil.ignore_patterns("*.onnx"))
        # Optimum's own quantizer stops at fused operators: it cannot tell it that unknown types are float.
        quantize_dynamic(
            optimized / "model_optimized.onnx",
            folder / "model_optimized_quantized.onnx",
            weight_type=QuantType.QInt8,
            extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
        )
    tokenizer.save_pretrained(folder)
    make_readable_by_then(folder)
    if name == "bert":
        convert_to_ort(folder / "model_optimized_quantized.onnx", FOLDER / "ort" / "bert.ort")


def convert_to_ort(graph: Path, target: Path) -> None:
    """The same graph in ONNX Runtime's own format."""
    with tempfile.TemporaryDirectory() as place:
        shutil.copy(graph, Path(place, "model.onnx"))
        convert_onnx_models_to_ort(Path(place), None, [OptimizationStyle.Fixed])
        target.parent.mkdir(exist_ok=True)
        shutil.copy(Path(place, "model.ort"), target)


def make_readable_by_then(folder: Path) -> None:
    """Takes away what came after the published models, and what the runtimes of their time refuse: it says the same."""
    path = folder / "model_optimized_quantized.onnx"
    model = onnx.load(path)
    used = {node.domain for node in model.graph.node}
    domains = [domain for domain in model.opset_import if domain.domain in used | {""}]
    del model.opset_import[:]
    model.opset_import.extend(domains)
    for domain in domains:
        if domain.domain == "":
            domain.version = min(domain.version, OPSET)
    onnx.checker.check_model(model)
    onnx.save(model, path)

    path = folder / "tokenizer.json"
    definition = json.loads(path.read_text(encoding="utf-8"))
    if "merges" in definition["model"]:
        definition["model"]["merges"] = [" ".join(pair) for pair in definition["model"]["merges"]]
    path.write_text(json.dumps(definition, ensure_ascii=False, indent=2), encoding="utf-8")


def main() -> None:
    messages, _ = split_by_writer(read_messages())
    recipes = {
        "roberta": ("user", byte_level_tokenizer, RobertaConfig, RobertaForSequenceClassification, "single_label_classification"),
        "bert": ("agent", word_piece_tokenizer, BertConfig, BertForSequenceClassification, "multi_label_classification"),
    }
    for name, (role, make_tokenizer, Config, Model, problem_type) in recipes.items():
        torch.manual_seed(SEED)
        labels = LABELS[role]
        chosen = [message for message in messages if message.role == role]
        random.Random(SEED).shuffle(chosen)
        with tempfile.TemporaryDirectory() as place:
            tokenizer = make_tokenizer([message.text for message in chosen], Path(place))
        config = Config(
            **SIZES,
            hidden_dropout_prob=0.0,
            attention_probs_dropout_prob=0.0,
            vocab_size=len(tokenizer),
            max_position_embeddings=514,
            type_vocab_size=1 if name == "roberta" else 2,
            pad_token_id=tokenizer.pad_token_id,
            problem_type=problem_type,
            id2label=dict(enumerate(labels)),
            label2id={label: at for at, label in enumerate(labels)},
        )
        model = Model(config)
        train(model, tokenizer, chosen[:12_000], labels)
        export(model, tokenizer, name)


if __name__ == "__main__":
    main()
