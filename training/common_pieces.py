"""How common each word piece is, in the training messages and in everyday English."""

import json
from collections import Counter

import wordfreq
from tokenizers import Tokenizer

from messages import Message

# The messages count for more: they are chats, and what the model learned from. Chosen on validation messages.
MESSAGES_SHARE = 0.75


def rank_pieces(definition: dict, messages: list[Message]) -> list[str]:
    """The word pieces of a tokenizer.json, the commonest first, without special tokens and those held in reserve."""
    vocabulary = definition["model"]["vocab"]
    special = {token["content"] for token in definition["added_tokens"]}
    pieces = [piece for piece in vocabulary if piece not in special and not piece.startswith("[unused")]
    tokenizer = Tokenizer.from_str(json.dumps(definition))
    in_messages, in_english = shares_in_messages(tokenizer, messages), shares_in_english(tokenizer, pieces)

    def share(piece: str) -> float:
        return MESSAGES_SHARE * in_messages.get(piece, 0) + (1 - MESSAGES_SHARE) * in_english.get(piece, 0)

    return sorted(pieces, key=lambda piece: (-share(piece), vocabulary[piece]))


def shares_in_messages(tokenizer: Tokenizer, messages: list[Message]) -> dict[str, float]:
    counts = Counter()
    for encoding in tokenizer.encode_batch([message.text for message in messages], add_special_tokens=False):
        counts.update(encoding.tokens)
    return {piece: count / counts.total() for piece, count in counts.items()}


def shares_in_english(tokenizer: Tokenizer, pieces: list[str]) -> dict[str, float]:
    """Each piece's share in English as `wordfreq` knows it: subtitles, news, books, an encyclopedia, and the web."""
    # Its list has 0 for every digit, so that numbers are looked up one by one.
    words = {word: share for word, share in wordfreq.get_frequency_dict("en", "large").items() if not any(map(str.isdigit, word))}
    words |= {piece: wordfreq.word_frequency(piece, "en", "large") for piece in pieces if piece.isdigit()}
    shares = Counter()
    # A sum of floats depends on its order.
    in_order = sorted(words)
    for word, encoding in zip(in_order, tokenizer.encode_batch(in_order, add_special_tokens=False)):
        for piece in encoding.tokens:
            shares[piece] += words[word]
    return {piece: share / shares.total() for piece, share in shares.items()}
