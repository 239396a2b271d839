"""Trains the instant model, a hashed n-gram classifier, and writes `public/models/flow-instant/`."""

import hashlib
import json
import random
from pathlib import Path

import numpy as np
import torch
from scipy.sparse import csr_matrix
from torch import nn
from torch.nn import functional

from calibrate import fit, softmax
from labels import LABELS, TITLES
from messages import Message, is_conversation, read_messages, split_by_writer
from ngram_features import hashed_ngrams, known_ngrams, places
from soft_labels import soft_labels, variations

FOLDER = Path(__file__).parent.parent / "public" / "models" / "flow-instant"
BUCKETS = 29_500
# More than both heads have labels: with fewer, labels share directions.
DIMENSIONS = 32
EPOCHS = 10
BATCH = 256
RATE = 2e-2
# So much of a message's n-grams is hidden at each pass: what was learnt by heart from one n-gram does not carry.
HIDDEN = 0.3
DROPOUT = 0.2
# An n-gram that tells much of few messages is a chance: so many more of no news count with it.
DOUBT = 5
# How much of what it learns of a labelled message is the real model's opinion, and not the label alone.
SOFT = 0.6
# Few levels keep the table small when it is compressed.
LEVELS = 15
SEED = 20261122

# A head's weights [L, DIMENSIONS] and biases [L].
Head = tuple[np.ndarray, np.ndarray]

EXAMPLES = [
    ("user", "that's wrong", "model_wrong_or_try_again"),
    ("user", "thank you, goodbye!", "user_goodbye"),
    ("agent", "My apologies", "agent_apology_error_mistake"),
]


class Instant(nn.Module):
    """Maps bags of n-grams to (user logits [B, 21], agent logits [B, 9])."""

    def __init__(self) -> None:
        super().__init__()
        self.table = nn.EmbeddingBag(BUCKETS, DIMENSIONS, mode="sum")
        nn.init.normal_(self.table.weight, 0, 0.1)
        self.heads = nn.ModuleDict({role: nn.Linear(DIMENSIONS, len(labels)) for role, labels in LABELS.items()})
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, bags: list[torch.Tensor]) -> dict[str, torch.Tensor]:
        sizes = torch.tensor([len(bag) for bag in bags])
        offsets = torch.cat([torch.zeros(1, dtype=torch.long), sizes.cumsum(0)[:-1]])
        vectors = self.table(torch.cat(bags), offsets) / sizes.clamp(min=1).sqrt().unsqueeze(1)
        return {role: head(self.dropout(vectors)) for role, head in self.heads.items()}


def hide(bag: torch.Tensor) -> torch.Tensor:
    kept = bag[torch.rand(len(bag)) >= HIDDEN]
    return kept if len(kept) else bag


def targets_of(messages: list[Message]) -> tuple[list[Message], list[torch.Tensor]]:
    """The messages and as many variations, with the probabilities [L] that each is to get."""
    made = variations(messages, random.Random(SEED))
    soft = soft_labels(messages + made)
    for at, message in enumerate(messages):
        labels = LABELS[message.role]
        hard = functional.one_hot(torch.tensor(labels.index(message.label)), len(labels)).float()
        soft[at] = SOFT * soft[at] + (1 - SOFT) * hard
    return messages + made, soft


def choose_ngrams(messages: list[Message], targets: list[torch.Tensor], hashes: list[np.ndarray]) -> np.ndarray:
    """The fingerprint of each bucket's n-gram, the one that tells most of the labels among all that fall there.

    Of more than a million n-grams in some hundred thousand texts most are names and chances. In a table that all of
    them share, they are noise upon those that tell something.
    """
    grams = np.unique(np.concatenate(hashes))
    telling = np.zeros(len(grams))
    for role in LABELS:
        chosen = [at for at, message in enumerate(messages) if message.role == role]
        found = [np.unique(hashes[at]) for at in chosen]
        ends = np.cumsum([0, *map(len, found)])
        columns = np.searchsorted(grams, np.concatenate(found))
        has = csr_matrix((np.ones(len(columns), np.float32), columns, ends), (len(chosen), len(grams)))
        due = torch.stack([targets[at] for at in chosen]).numpy()
        usual = due.mean(0)
        times = np.asarray(has.sum(0)).ravel()
        # As in a chi-squared test: how far the labels of the messages that have it are from the usual ones.
        telling += ((has.T @ (due - usual)) ** 2 / usual).sum(1) / (times + DOUBT)
    best_last = grams[telling.argsort(kind="stable")]
    at, fingerprint = places(best_last, BUCKETS)
    fingerprints = np.zeros(BUCKETS, np.uint8)
    fingerprints[at] = fingerprint
    return fingerprints


def train(messages: list[Message], targets: list[torch.Tensor]) -> tuple[Instant, np.ndarray]:
    """The model, and the fingerprints [BUCKETS] of the n-grams that it knows."""
    torch.manual_seed(SEED)
    rng = random.Random(SEED)
    model = Instant()
    hashes = [hashed_ngrams(message.text) for message in messages]
    fingerprints = choose_ngrams(messages, targets, hashes)
    bags = [torch.tensor(known_ngrams(each, fingerprints)) for each in hashes]
    optimizer = torch.optim.Adam(model.parameters(), lr=RATE)
    steps = EPOCHS * -(-len(messages) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: max(0.0, 1 - step / steps))
    for epoch in range(EPOCHS):
        order = list(range(len(messages)))
        rng.shuffle(order)
        total = 0.0
        for start in range(0, len(order), BATCH):
            chosen = order[start : start + BATCH]
            logits = model([hide(bags[at]) for at in chosen])
            loss = torch.zeros(())
            for role in LABELS:
                rows = [row for row, at in enumerate(chosen) if messages[at].role == role]
                if rows:
                    due = torch.stack([targets[chosen[row]] for row in rows])
                    loss = loss + functional.cross_entropy(logits[role][rows], due, reduction="sum")
            optimizer.zero_grad()
            (loss / len(chosen)).backward()
            optimizer.step()
            schedule.step()
            total += loss.item()
        print(f"epoch {epoch + 1} of {EPOCHS}, loss {total / len(messages):.3f}", flush=True)
    return model.eval(), fingerprints


def quantize(model: Instant) -> tuple[np.ndarray, np.ndarray]:
    """The table as whole numbers from -LEVELS to LEVELS, and the scale of each dimension."""
    table = model.table.weight.detach().numpy()
    # Four standard deviations: what is rarer loses more by coarse steps than by being cut.
    scales = table.std(0) * 4 / LEVELS
    return np.clip(np.round(table / scales), -LEVELS, LEVELS).astype(np.int8), scales


def describe_file(name: str) -> dict:
    content = (FOLDER / name).read_bytes()
    return {"path": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def calibrate(heads: dict[str, Head], table: np.ndarray, fingerprints: np.ndarray, messages: list[Message]) -> None:
    """Folds into the heads the temperature and the bias of OTHER that fit validation messages.

    The training messages hold more of the labels than chats do; without the bias, ordinary messages get labels, and
    few of them the confidence with which an answer stands.
    """
    for role, (weights, biases) in heads.items():
        chosen = [message for message in messages if message.role == role]
        bags = [known_ngrams(hashed_ngrams(message.text), fingerprints) for message in chosen]
        vectors = np.stack([table[bag].sum(0) / max(1, len(bag)) ** 0.5 for bag in bags])
        truth = np.array([LABELS[role].index(message.label) for message in chosen])
        in_mix = np.array([is_conversation(message) for message in chosen])
        temperature, other_bias = fit(softmax(vectors @ weights.T + biases), truth, in_mix)
        weights /= temperature
        biases /= temperature
        biases[0] += other_bias
        print(f"{role}: temperature {temperature:.3f}, bias of OTHER {other_bias:+.3f}")


def write(model: Instant, fingerprints: np.ndarray, validation: list[Message]) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    table, scales = quantize(model)
    (FOLDER / "table.bin").write_bytes(fingerprints.tobytes() + table.tobytes())
    # The fit takes steps that single precision does not tell apart.
    fitted = {
        role: (head.weight.detach().double().numpy() * scales, head.bias.detach().double().numpy())
        for role, head in model.heads.items()
    }
    calibrate(fitted, table.astype(np.int32), fingerprints, validation)
    outputs = {
        role: {
            "weights": [[float(f"{value:.6g}") for value in row] for row in weights],
            "biases": [float(f"{value:.6g}") for value in biases],
        }
        for role, (weights, biases) in fitted.items()
    }
    heads = {"buckets": BUCKETS, "dimensions": DIMENSIONS, "outputs": outputs}
    (FOLDER / "heads.json").write_text(json.dumps(heads, separators=(",", ":")) + "\n")
    manifest = {
        "name": "flow-instant",
        "description": "Flow labels at once: hashed n-grams and an embedding bag, before the real model is there.",
        "source": "Trained by training/run.sh on training/data.",
        "license": "Apache-2.0",
        "files": {"table": describe_file("table.bin"), "heads": describe_file("heads.json")},
        "outputs": {role: {"labels": labels, "titles": {label: TITLES[label] for label in labels}}
                    for role, labels in LABELS.items()},
        "examples": [{"text": text, "output": output, "label": label} for output, text, label in EXAMPLES],
    }
    (FOLDER / "manifest.json").write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    training, validation = split_by_writer(read_messages())
    write(*train(*targets_of(training)), validation)


if __name__ == "__main__":
    main()
