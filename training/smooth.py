"""Evens out activations before quantization, so that int8 loses less (SmoothQuant, arXiv:2211.10438).

One scale quantizes a whole activation, so its largest channels cost all others precision. Each channel that feeds a
matrix is divided by a factor that the matrix's row takes over: the product is the same, and the channels are alike.
"""

import torch
from torch import nn

from encoder import FlowEncoder
from messages import Message

# Of 0.35, 0.5, 0.65, 0.75, 0.85 and 0.95 those from 0.7 to 0.85 bring int8 logits closest to fp32 (see README.md).
STRENGTH = 0.8


class Scaled(nn.Module):
    """A linear layer whose inputs [.., C] are multiplied by a factor a channel first."""

    def __init__(self, linear: nn.Linear, factors: torch.Tensor) -> None:
        super().__init__()
        self.linear = linear
        self.register_buffer("factors", factors)

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        return self.linear(inputs * self.factors)


def smooth(model: FlowEncoder, tokenizer, messages: list[Message]) -> None:
    """Changes the model in place; its outputs stay the same but for rounding."""
    peaks = measure_peaks(model, tokenizer, messages)
    for layer in model.encoder.encoder.layer:
        attention = layer.attention.self
        even_out(peaks, attention, "query", "key", "value")
        even_out(peaks, layer.intermediate, "dense")
        even_out(peaks, layer.output, "dense")


def even_out(peaks: dict[nn.Module, torch.Tensor], parent: nn.Module, *names: str) -> None:
    """Smooths the parent's layers of these names, which all read the same activation."""
    layers = [getattr(parent, name) for name in names]
    weight = torch.stack([layer.weight.detach().abs().amax(0) for layer in layers]).amax(0)
    # Neither may be 0: a channel that was never seen, or that no output reads, is left as it is by a small bound.
    factors = peaks[layers[0]].clamp(min=1e-5) ** STRENGTH / weight.clamp(min=1e-5) ** (1 - STRENGTH)
    for name, layer in zip(names, layers):
        with torch.no_grad():
            layer.weight.mul_(factors)
        setattr(parent, name, Scaled(layer, 1 / factors))


def measure_peaks(model: FlowEncoder, tokenizer, messages: list[Message]) -> dict[nn.Module, torch.Tensor]:
    """The largest magnitude [C] of each input channel of each linear layer, over the messages."""
    peaks: dict[nn.Module, torch.Tensor] = {}

    def note(module: nn.Module, inputs: tuple[torch.Tensor]) -> None:
        seen = inputs[0].detach().abs().flatten(0, -2).amax(0)
        peaks[module] = torch.maximum(peaks[module], seen) if module in peaks else seen

    hooks = [part.register_forward_pre_hook(note) for part in model.modules() if isinstance(part, nn.Linear)]
    with torch.no_grad():
        for message in messages:
            ids = torch.tensor([tokenizer(message.text, truncation=True, max_length=256)["input_ids"]])
            model(ids, torch.ones_like(ids))
    for hook in hooks:
        hook.remove()
    return peaks
