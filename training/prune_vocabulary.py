"""Takes out of the exported model what English chat hardly reads: rare word pieces, and positions past the longest input.

Rewrites the graphs and the tokenizer that `export.py` wrote. Words that have lost their piece are written with smaller
ones, and the rarer a piece that stays, the coarser its vector: this compresses better. Nothing is trained.
"""

import json

import numpy as np
import onnx
from onnx import numpy_helper

from common_pieces import rank_pieces
from encoder import MAX_TOKENS
from export import FOLDER, write_densely, write_list_tokenizer, write_manifest, write_readably
from messages import read_messages, split_by_writer
from train import BUILD

# See docs/decisions/0012-pruned-vocabulary.md. Each: up to which rank, and how many steps of the int8 scale make one.
STEPS = ((2_000, 1), (8_000, 4), (14_000, 8), (24_000, 16))
PIECES = 24_000

CONTINUED = "##"
WORDS = "encoder.embeddings.word_embeddings.weight"
POSITIONS = "encoder.embeddings.position_embeddings.weight"


def choose_pieces(definition: dict, ranked: list[str]) -> list[str]:
    """The pieces to keep, in the order of their ids.

    Special tokens and single characters are always among them, so that no text gets an [UNK] that it had not.

    :raises ValueError: when there are no more than that, or a word would be [UNK] without its piece.
    """
    vocabulary = definition["model"]["vocab"]
    if len(vocabulary) <= PIECES:
        raise ValueError(f"the tokenizer has {len(vocabulary)} pieces, no more than the {PIECES} to keep: run export.py first")
    for piece in ranked:
        if not all(letter in vocabulary and CONTINUED + letter in vocabulary for letter in bare(piece)):
            raise ValueError(f"{piece!r} has a character that is no piece of its own: without it, words would be [UNK]")
    kept = {token["content"] for token in definition["added_tokens"]} | {p for p in ranked if len(bare(p)) == 1}
    longer = [piece for piece in ranked if piece not in kept]
    return sorted(kept | set(longer[: PIECES - len(kept)]), key=vocabulary.get)


def bare(piece: str) -> str:
    return piece.removeprefix(CONTINUED) or piece


def choose_steps(kept: list[str], ranked: list[str]) -> np.ndarray:
    """How coarse each kept piece's vector becomes; special tokens' stay as they are."""
    ranks = {piece: rank for rank, piece in enumerate(ranked)}
    coarsest = STEPS[-1][1]
    return np.array([next((step for limit, step in STEPS if ranks.get(piece, 0) < limit), coarsest) for piece in kept])


def prune_definition(definition: dict, kept: list[str]) -> dict:
    """A tokenizer.json with the kept pieces alone, numbered in their order."""
    ids = {piece: at for at, piece in enumerate(kept)}
    processor = definition["post_processor"]
    special = {
        name: token | {"ids": [ids[written] for written in token["tokens"]]}
        for name, token in processor["special_tokens"].items()
    }
    return definition | {
        "added_tokens": [token | {"id": ids[token["content"]]} for token in definition["added_tokens"]],
        "post_processor": processor | {"special_tokens": special},
        "model": definition["model"] | {"vocab": ids},
    }


def prune_graph(model: onnx.ModelProto, rows: list[int], steps: np.ndarray) -> None:
    """Keeps these rows of the table of word pieces and the first positions; makes the rows coarser if they are int8."""
    tables = {table.name: table for table in model.graph.initializer}
    words, positions = (tables.get(f"{name}_quantized") or tables[name] for name in (WORDS, POSITIONS))
    longest = positions.dims[0]
    values = numpy_helper.to_array(words)[rows]
    if values.dtype == np.uint8:
        values = coarsen(values, numpy_helper.to_array(tables[f"{WORDS}_zero_point"]), steps)
    replace(words, values)
    replace(positions, numpy_helper.to_array(positions)[:MAX_TOKENS])
    # The positions' numbers and the token types stand in the graph at full length, and are cut to each input.
    for table in tables.values():
        if list(table.dims) == [1, longest]:
            replace(table, numpy_helper.to_array(table)[:, :MAX_TOKENS])


def coarsen(values: np.ndarray, zero_point: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """Rounds rows [R, H] to multiples of their step [R], counted from the zero point, which is 0.0."""
    distances = values.astype(np.int32) - int(zero_point)
    rounded = np.rint(distances / steps[:, None]) * steps[:, None]
    return np.clip(rounded + int(zero_point), 0, 255).astype(np.uint8)


def replace(table: onnx.TensorProto, values: np.ndarray) -> None:
    table.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(values), table.name))


def main() -> None:
    definition = json.loads((FOLDER / "tokenizer.json").read_text(encoding="utf-8"))
    training, _ = split_by_writer(read_messages())
    ranked = rank_pieces(definition, training)
    kept = choose_pieces(definition, ranked)
    rows, steps = [definition["model"]["vocab"][piece] for piece in kept], choose_steps(kept, ranked)
    for path in (FOLDER / "model.onnx", BUILD / "flow.fp32.onnx"):
        model = onnx.load(path)
        prune_graph(model, rows, steps)
        path.write_bytes(model.SerializeToString(deterministic=True))
    write_densely(FOLDER / "tokenizer.json", prune_definition(definition, kept))
    write_list_tokenizer(FOLDER / "tokenizer.list.json")
    config = json.loads((FOLDER / "config.json").read_text(encoding="utf-8"))
    write_readably(FOLDER / "config.json", config | {"vocab_size": len(kept), "max_position_embeddings": MAX_TOKENS})
    write_manifest(FOLDER / "manifest.json")
    print(json.dumps(json.loads((FOLDER / "manifest.json").read_text())["files"], indent=2))


if __name__ == "__main__":
    main()
