"""What the real model says of texts: soft labels, from which the instant model learns more than from one label each."""

import random
import re

import torch

from encoder import MAX_TOKENS, FlowEncoder, load_tokenizer
from labels import LABELS
from messages import Message
from noise import add_noise
from train import BATCH, BUILD, pad

SENTENCES = re.compile(r"(?<=[.!?…])\s+|\n+")


def variations(messages: list[Message], rng: random.Random) -> list[Message]:
    """One more text a message, which nobody has labelled: a noisy one, or sentences of two messages of its role."""
    by_role = {role: [message for message in messages if message.role == role] for role in LABELS}
    made = []
    for message in messages:
        sentences = SENTENCES.split(message.text)
        if len(sentences) > 1 or rng.random() < 0.3:
            other = SENTENCES.split(rng.choice(by_role[message.role]).text)
            parts = [rng.choice(sentences), rng.choice(other)]
            rng.shuffle(parts)
            text = " ".join(parts)
        else:
            text = add_noise(message.text, rng)
        made.append(Message(message.role, text, message.label, message.style))
    return made


def soft_labels(messages: list[Message]) -> list[torch.Tensor]:
    """Probabilities [L] of each message's own side, from the trained encoder before calibration."""
    model, tokenizer = FlowEncoder(), load_tokenizer()
    model.load_state_dict(torch.load(BUILD / "flow.pt"))
    model.eval()
    encoded = tokenizer([message.text for message in messages], truncation=True, max_length=MAX_TOKENS)["input_ids"]
    order = sorted(range(len(messages)), key=lambda at: len(encoded[at]))
    found: list[torch.Tensor] = [torch.empty(0)] * len(messages)
    for start in range(0, len(order), BATCH * 2):
        chosen = order[start : start + BATCH * 2]
        ids, mask = pad([encoded[at] for at in chosen], tokenizer)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            user, agent, _ = model(ids, mask)
        logits = {"user": user.float().softmax(-1), "agent": agent.float().softmax(-1)}
        for row, at in enumerate(chosen):
            found[at] = logits[messages[at].role][row]
    return found
