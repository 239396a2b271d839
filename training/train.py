"""Fine-tunes the encoder on the training writers and stores it in `build/flow.pt`."""

import argparse
import random
import time
from pathlib import Path

import torch
from torch.nn import functional

from encoder import MAX_TOKENS, FlowEncoder, load_tokenizer
from labels import LABELS
from messages import Message, read_messages, split_by_writer
from noise import add_noise, add_rough_noise
from strip_dropout import use_strips

BUILD = Path(__file__).parent / "build"
BATCH = 24
DROPOUT = 0.1
ENCODER_RATE = 2e-4
HEAD_RATE = 2e-3
WARM_UP = 0.1
SMOOTHING = 0.05
# Keeps the sentence vector close to the base's, so that it still tells meanings apart that have no label here.
EMBEDDING_WEIGHT = 0.6
# So much of what training changed in the encoder stays. Going back a little way to the base (WiSE-FT, arXiv:2109.01903)
# gives the sentence vector a third of what it lost, and takes next to nothing from the labels.
KEPT_CHANGE = 0.85

# What a chat sends before anything is typed is no label of either role.
EMPTY = [Message(role, text, "OTHER", "empty") for role in LABELS for text in ["", " ", ".", "...", "\n"] * 2]


def base_vectors(messages: list[Message], tokenizer) -> torch.Tensor:
    """The base encoder's own sentence vectors [N, 384], which the trained ones are to stay close to."""
    base = FlowEncoder().eval()
    vectors = torch.empty(len(messages), base.encoder.config.hidden_size)
    encoded = tokenizer([message.text for message in messages], truncation=True, max_length=MAX_TOKENS)["input_ids"]
    order = sorted(range(len(messages)), key=lambda at: len(encoded[at]))
    for start in range(0, len(order), BATCH):
        chosen = order[start : start + BATCH]
        ids, mask = pad([encoded[at] for at in chosen], tokenizer)
        with torch.no_grad(), torch.autocast("cpu", torch.bfloat16):
            vectors[chosen] = base(ids, mask)[2].float()
    return vectors


def pad(encoded: list[list[int]], tokenizer) -> tuple[torch.Tensor, torch.Tensor]:
    """Ids [B, T] and their mask [B, T], T being the longest of the batch."""
    length = max(map(len, encoded))
    ids = torch.full((len(encoded), length), tokenizer.pad_token_id)
    mask = torch.zeros(len(encoded), length, dtype=torch.long)
    for row, tokens in enumerate(encoded):
        ids[row, : len(tokens)] = torch.tensor(tokens)
        mask[row, : len(tokens)] = 1
    return ids, mask


def make_batches(messages: list[Message], tokenizer, rng: random.Random):
    """Yields batches of like length, in random order, as (places [B], ids [VB, T], mask [VB, T], targets [VB] by role).

    V is 2 in every second batch: each message is there nearly as it was written, and roughly typed in the second half.
    In the others it is there once.
    """
    views = [[add_noise(message.text, rng) for message in messages], [add_rough_noise(message.text, rng) for message in messages]]
    encoded = [tokenizer(texts, truncation=True, max_length=MAX_TOKENS)["input_ids"] for texts in views]
    order = sorted(range(len(messages)), key=lambda at: max(len(view[at]) for view in encoded) + rng.random() * 2)
    groups = [order[at : at + BATCH] for at in range(0, len(order), BATCH)]
    rng.shuffle(groups)
    for number, group in enumerate(groups):
        shown = encoded[: 1 + number % 2]
        ids, mask = pad([view[at] for view in shown for at in group], tokenizer)
        targets = {role: torch.full((len(ids),), -100) for role in LABELS}
        for row, at in enumerate(group * len(shown)):
            message = messages[at]
            targets[message.role][row] = LABELS[message.role].index(message.label)
        yield group, ids, mask, targets


def classification_loss(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    known = target != -100
    if not known.any():
        return logits.sum() * 0
    loss = functional.cross_entropy(logits[known], target[known], label_smoothing=SMOOTHING, reduction="sum")
    return loss / len(target)


def agreement_loss(logits: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """R-Drop (arXiv:2106.14448) over typing noise too: the symmetric divergence between a message's two versions."""
    clean, rough = logits.log_softmax(-1).chunk(2)
    known = target.chunk(2)[0] != -100
    both = functional.kl_div(clean[known], rough[known], log_target=True, reduction="sum")
    both = both + functional.kl_div(rough[known], clean[known], log_target=True, reduction="sum")
    return both / 2 / len(known)


def lean_back(model: FlowEncoder, kept: float) -> None:
    """Puts each weight of the encoder back towards the base's, keeping this share of the way between."""
    base = FlowEncoder().encoder.state_dict()
    tuned = model.encoder.state_dict()
    model.encoder.load_state_dict({name: torch.lerp(base[name], tuned[name], kept) for name in tuned})


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--epochs", type=int, default=6)
    arguments.add_argument("--agreement", type=float, default=1.0, help="weight of the agreement of a message's two versions")
    arguments.add_argument("--seed", type=int, default=20261122)
    arguments.add_argument("--limit", type=int, help="train on this many messages only, to try the pipeline")
    options = arguments.parse_args()

    torch.manual_seed(options.seed)
    random.seed(options.seed)
    rng = random.Random(options.seed)
    messages, _ = split_by_writer(read_messages())
    rng.shuffle(messages)
    messages = messages[: options.limit] + EMPTY
    tokenizer = load_tokenizer()
    vectors = base_vectors(messages, tokenizer)
    model = FlowEncoder()
    use_strips(model, DROPOUT)
    model.encoder.embeddings.requires_grad_(False)
    heads = [*model.user_head.parameters(), *model.agent_head.parameters()]
    body = [weight for weight in model.encoder.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": ENCODER_RATE}, {"params": heads, "lr": HEAD_RATE}], weight_decay=0.01, fused=True
    )
    steps = options.epochs * -(-len(messages) // BATCH)
    warm_up = max(1, int(steps * WARM_UP))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / warm_up, max(0.0, (steps - step) / (steps - warm_up)))
    )

    started, step = time.time(), 0
    for epoch in range(options.epochs):
        model.train()
        total = 0.0
        for places, ids, mask, targets in make_batches(messages, tokenizer, rng):
            with torch.autocast("cpu", torch.bfloat16):
                user, agent, embedding = model(ids, mask)
            logits = {"user": user.float(), "agent": agent.float()}
            views = len(ids) // len(places)
            drift = (1 - (embedding.float() * vectors[places].repeat(views, 1)).sum(-1)).mean()
            loss = EMBEDDING_WEIGHT * drift + sum(classification_loss(logits[role], targets[role]) for role in LABELS)
            if views == 2:
                loss = loss + options.agreement * sum(agreement_loss(logits[role], targets[role]) for role in LABELS)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += loss.item()
            step += 1
            if step % 50 == 0:
                print(f"step {step} of {steps}, loss {loss.item():.3f}, {time.time() - started:.0f} s", flush=True)
        print(f"epoch {epoch + 1}: mean loss {total * options.epochs / steps:.4f}", flush=True)

    lean_back(model, KEPT_CHANGE)
    BUILD.mkdir(exist_ok=True)
    torch.save(model.state_dict(), BUILD / "flow.pt")
    print(f"{len(messages)} messages, {steps} steps, {(time.time() - started) / 60:.1f} minutes")


if __name__ == "__main__":
    main()
