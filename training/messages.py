"""The labelled messages: read, checked, and split by writer."""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from labels import LABELS

DATA = Path(__file__).parent / "data"
TEST = DATA / "test"

# No training sees these writers: on them choices are made, and scores calibrated. The first two wrote single
# messages, the others whole conversations in their natural mix.
VALIDATION_WRITERS = {"professional", "workbench", "dlg-work", "dlg-makers"}


@dataclass(frozen=True)
class Message:
    role: str
    text: str
    label: str
    style: str
    dialogue: int | None = None
    # Test messages only: "plain" or "hard" as their writer tagged them, and the second reader's other label.
    difficulty: str | None = None
    disputed: str | None = None


def read_messages() -> list[Message]:
    """Reads the training and validation messages; raises ValueError on a role or label that does not exist."""
    return _read(DATA)


def read_test_messages() -> list[Message]:
    """Reads the frozen test messages; raises ValueError when a file is not what `SHA256SUMS` says."""
    for line in (TEST / "SHA256SUMS").read_text().splitlines():
        expected, name = line.split()
        if hashlib.sha256((TEST / name).read_bytes()).hexdigest() != expected:
            raise ValueError(f"{name} has changed since it was frozen; test messages stay as they are")
    return _read(TEST)


def _read(folder: Path) -> list[Message]:
    messages = []
    for path in sorted(folder.glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            row = json.loads(line)
            if row["label"] not in LABELS.get(row["role"], []):
                raise ValueError(f"{path.name}:{number}: no label {row['label']!r} for role {row['role']!r}")
            # The tokenizer of the page gets no lone surrogates either.
            row["text"] = row["text"].encode("utf-16", "surrogatepass").decode("utf-16", "replace")
            row.pop("turn", None)
            messages.append(Message(**row))
    return messages


def split_by_writer(messages: list[Message]) -> tuple[list[Message], list[Message]]:
    """Splits into (training, validation); no writer is in both."""
    training = [message for message in messages if message.style not in VALIDATION_WRITERS]
    validation = [message for message in messages if message.style in VALIDATION_WRITERS]
    return training, validation


def is_conversation(message: Message) -> bool:
    """Whether the message is a turn of a whole conversation, so that its writer's labels stand in their natural mix."""
    return message.dialogue is not None
