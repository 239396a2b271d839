"""Dropout whose masks are windows of one long random strip: drawing each anew is a third of a step's time on a CPU."""

import random

import torch
from torch import nn

LENGTH = 1 << 25


class StripDropout(nn.Module):
    """Drops a share of its input [..] in training, as `nn.Dropout` does."""

    def __init__(self, share: float, strip: torch.Tensor) -> None:
        super().__init__()
        self.share = share
        # Not a buffer: it is no part of the model.
        self.strip = strip

    def forward(self, inputs: torch.Tensor) -> torch.Tensor:
        if not self.training:
            return inputs
        size = inputs.numel()
        if size >= LENGTH:
            return nn.functional.dropout(inputs, self.share)
        start = random.randrange(LENGTH - size)
        return inputs * self.strip[start : start + size].view_as(inputs).to(inputs.dtype)


def use_strips(model: nn.Module, share: float) -> None:
    """Replaces every dropout of the model, which all must drop this share."""
    strip = (torch.rand(LENGTH) >= share).to(torch.bfloat16) / (1 - share)
    for parent in list(model.modules()):
        for name, child in parent.named_children():
            if isinstance(child, nn.Dropout):
                setattr(parent, name, StripDropout(share, strip))
