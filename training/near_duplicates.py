"""Drops near-duplicates from data/: same role and label, and vectors of the base encoder closer than 0.95.

Of two, the one of the later file goes, and never a test message.
"""

import argparse
import json

import torch

from encoder import load_tokenizer
from messages import DATA, TEST, Message
from train import base_vectors

LIMIT = 0.95


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("styles", nargs="+", help="the new files, from which messages may go")
    new_styles = arguments.parse_args().styles

    old = [path for path in sorted(DATA.glob("*.jsonl")) if path.stem not in new_styles]
    paths = [*sorted(TEST.glob("*.jsonl")), *old, *(DATA / f"{style}.jsonl" for style in new_styles)]
    rows = [(path, json.loads(line)) for path in paths for line in path.read_text(encoding="utf-8").splitlines()]
    messages = [Message(row["role"], row["text"], row["label"], row["style"]) for _, row in rows]
    vectors = base_vectors(messages, load_tokenizer())

    groups: dict[tuple[str, str], list[int]] = {}
    for place, message in enumerate(messages):
        groups.setdefault((message.role, message.label), []).append(place)
    dropped = set()
    for places in groups.values():
        near = torch.tril(vectors[places] @ vectors[places].T, diagonal=-1) > LIMIT
        for row in near.any(1).nonzero().flatten().tolist():
            if messages[places[row]].style in new_styles:
                dropped.add(places[row])

    for style in new_styles:
        path = DATA / f"{style}.jsonl"
        kept = [row for place, (at, row) in enumerate(rows) if at == path and place not in dropped]
        path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in kept), encoding="utf-8")
    print(f"{len(dropped)} of {len(rows)} messages dropped")


if __name__ == "__main__":
    main()
