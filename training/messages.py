"""The labelled messages: read, checked, and split by writer."""

import json
from dataclasses import dataclass
from pathlib import Path

from labels import LABELS

DATA = Path(__file__).parent / "data"

# No training sees these two writers, so that the figures in the model card are of messages
# by people the model has never read: one of single messages, one of whole conversations.
HELD_OUT_WRITERS = {"professional", "dlg-work"}


@dataclass(frozen=True)
class Message:
    role: str
    text: str
    label: str
    style: str


def read_messages() -> list[Message]:
    """Reads every file of `data/`; raises ValueError on a role or label that does not exist."""
    messages = []
    for path in sorted(DATA.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            if row["label"] not in LABELS.get(row["role"], []):
                raise ValueError(f"{path.name}:{number}: no label {row['label']!r} for role {row['role']!r}")
            # The tokenizer of the page gets no lone surrogates either.
            text = row["text"].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            messages.append(Message(row["role"], text, row["label"], row["style"]))
    return messages


def split_by_writer(messages: list[Message]) -> tuple[list[Message], list[Message]]:
    """Splits into (training, held out); no writer is in both."""
    training = [message for message in messages if message.style not in HELD_OUT_WRITERS]
    held_out = [message for message in messages if message.style in HELD_OUT_WRITERS]
    return training, held_out
