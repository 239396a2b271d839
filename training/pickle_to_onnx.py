"""Turns a pickled scikit-learn classifier into an ONNX file for the page, and prints its registry entry.

    python pickle_to_onnx.py model.pkl --intents да нет --samples samples.txt --out yes_no.onnx

The pickle (made by pickle, joblib or dill) is run as Python code: open none that you do not trust. The samples are
texts, one a line (vectors, one JSON list a line, with --vectorizer), on which both must give the same probabilities.
"""

import argparse
import copy
import hashlib
import json
import sys
from pathlib import Path

import dill
import joblib
import numpy as np
import onnxruntime
from skl2onnx import to_onnx
from skl2onnx.common.data_types import FloatTensorType, StringTensorType
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import CountVectorizer

TOLERANCE = 1e-4
OPSET = 17


class CannotConvert(Exception):
    """The checkpoint holds something that an ONNX file cannot; the message says what to do instead."""


def load_checkpoint(path: Path) -> object:
    """Reads a pickle, joblib or dill file. Raises CannotConvert when a class of it is missing here."""
    failures = []
    for load in (joblib.load, lambda file: dill.loads(file.read_bytes())):
        try:
            return load(path)
        except Exception as error:  # whatever the pickled code throws
            failures.append(str(error))
    raise CannotConvert(
        f"{path} cannot be unpickled here: {' / '.join(failures)}. Install the versions it was made with, and have "
        "the modules of its own classes on PYTHONPATH"
    )


def check_convertible(model: object) -> None:
    module = type(model).__module__.split(".")[0]
    if module in ("keras", "tensorflow", "tf_keras"):
        raise CannotConvert(
            "this is a Keras model: convert it with tf2onnx (python -m tf2onnx.convert --saved-model … --opset 17), "
            "with one input and an output called probabilities; custom layers become part of the file"
        )
    if module == "torch":
        raise CannotConvert(
            "this is a Torch model: write it with torch.onnx.export(…, input_names=['vector'], "
            "output_names=['probabilities'], dynamo=False), softmax included"
        )
    if not isinstance(model, BaseEstimator):
        raise CannotConvert(
            f"this is a {type(model).__name__}, Python code of its own that no ONNX file can hold. Take the fitted "
            "scikit-learn pipeline out of it, pickle that alone, and let the entry's \"input\" and \"lowercase\" do "
            "what the code did to the tokens; for rules, use a classifier trained on what they answer"
        )
    if not hasattr(model, "predict_proba"):
        raise CannotConvert(
            f"{type(model).__name__} has no predict_proba: fit it anew within CalibratedClassifierCV, or use "
            "LogisticRegression"
        )


def vectorizers_of(model: object) -> list[CountVectorizer]:
    """Every text vectorizer inside a pipeline or union, however deep."""
    if isinstance(model, CountVectorizer):
        return [model]
    steps = getattr(model, "steps", None) or getattr(model, "transformer_list", None) or []
    return [found for _, step in steps for found in vectorizers_of(step)]


def take_lower_case_out(model: BaseEstimator) -> tuple[BaseEstimator, bool]:
    """A copy that does not lower-case, and whether it did: the page does it before the graph."""
    model = copy.deepcopy(model)
    vectorizers = vectorizers_of(model)
    lowers = {vectorizer.lowercase for vectorizer in vectorizers}
    if len(lowers) > 1:
        raise CannotConvert("some of its vectorizers lower-case and some do not: fit it anew with one rule for all")
    for vectorizer in vectorizers:
        if vectorizer.strip_accents or callable(vectorizer.analyzer) or vectorizer.preprocessor or vectorizer.tokenizer:
            raise CannotConvert(
                "its vectorizer has strip_accents, or an analyzer, preprocessor or tokenizer in Python: do that "
                "before the classifier, or fit it anew without"
            )
        vectorizer.lowercase = False
    return model, lowers == {True}


def convert(model: BaseEstimator, vector_size: int | None) -> tuple[bytes, bool]:
    """The ONNX file and whether texts are to be lower-cased before it. Raises CannotConvert."""
    check_convertible(model)
    plain, lowercase = take_lower_case_out(model)
    kind = StringTensorType([None, 1]) if vector_size is None else FloatTensorType([None, vector_size])
    try:
        graph = to_onnx(plain, initial_types=[("input", kind)], options={id(plain): {"zipmap": False}}, target_opset=OPSET)
    except Exception as error:
        raise CannotConvert(f"skl2onnx cannot convert it: {error}") from error
    if any(node.op_type == "StringNormalizer" and changes_case(node) for node in graph.graph.node):
        raise CannotConvert(
            "it lower-cases inside a part that is not looked into (a search, or a wrapper): pickle the fitted pipeline itself"
        )
    return graph.SerializeToString(), lowercase


def changes_case(node: object) -> bool:
    return any(found.name == "case_change_action" and found.s != b"NONE" for found in node.attribute)


def probabilities(graph: bytes, inputs: list[str] | np.ndarray) -> np.ndarray:
    """Probabilities [B, L] of the converted graph, run natively."""
    session = onnxruntime.InferenceSession(graph, providers=["CPUExecutionProvider"])
    fed = np.array(inputs)[:, None] if isinstance(inputs, list) else inputs.astype(np.float32)
    return session.run(["probabilities"], {"input": fed})[0]


def check_same(model: BaseEstimator, graph: bytes, lowercase: bool, inputs: list[str] | np.ndarray) -> float:
    """The largest difference of a probability. Raises CannotConvert above the tolerance."""
    fed = [text.lower() for text in inputs] if lowercase and isinstance(inputs, list) else inputs
    differences = np.abs(model.predict_proba(inputs) - probabilities(graph, fed)).max(1)
    worst = int(differences.argmax())
    if differences[worst] <= TOLERANCE:
        return float(differences[worst])
    raise CannotConvert(
        f"the ONNX file gives other probabilities, by {differences[worst]:.3f} for {inputs[worst]!r}. Word n-grams "
        "are the usual reason: outside ASCII, ONNX Runtime knows no \\w. Fit the vectorizer anew with a token_pattern "
        "that names its letters, as (?u)[0-9a-zа-яё]+, or with analyzer='char'"
    )


def check_intents(model: BaseEstimator, given: list[str] | None) -> list[str]:
    """The intents in the order of `predict_proba`. Raises CannotConvert when they do not fit the model's classes."""
    classes = [str(name) for name in model.classes_]
    if given is None:
        return classes
    if len(given) != len(classes) or (set(given) == set(classes) and given != classes):
        raise CannotConvert(f"the intents are {', '.join(given)}; the model's classes are, in this order, {', '.join(classes)}")
    return given


def registry_entry(path: str, graph: bytes, intents: list[str], threshold: float, **more: object) -> dict:
    entry = {"type": "scikit", "threshold": threshold, "path": path, "intents": intents}
    return {**entry, **{key: value for key, value in more.items() if value}, "sha256": hashlib.sha256(graph).hexdigest()}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("checkpoint", type=Path)
    arguments.add_argument("--samples", type=Path, required=True)
    arguments.add_argument("--out", type=Path, required=True)
    arguments.add_argument("--intents", nargs="+", help="in the order of predict_proba; the model's own classes without it")
    arguments.add_argument("--threshold", type=float, default=0.0)
    arguments.add_argument("--input", choices=["text", "lemmas"], default="text")
    arguments.add_argument("--vectorizer", help="name of the encoder whose vectors it was trained on")
    options = arguments.parse_args()
    lines = options.samples.read_text(encoding="utf-8").splitlines()
    inputs = np.array([json.loads(line) for line in lines]) if options.vectorizer else lines
    try:
        model = load_checkpoint(options.checkpoint)
        if len(inputs) == 0:
            raise CannotConvert(f"{options.samples} is empty: give texts that the classifier will really see")
        graph, lowercase = convert(model, inputs.shape[1] if options.vectorizer else None)
        largest = check_same(model, graph, lowercase, inputs)
        intents = check_intents(model, options.intents)
    except CannotConvert as error:
        sys.exit(f"pickle_to_onnx: {error}")
    options.out.write_bytes(graph)
    entry = registry_entry(
        options.out.name, graph, intents, options.threshold,
        input=options.input if options.input != "text" else None, lowercase=lowercase, vectorizer=options.vectorizer,
    )
    print(f"{options.out}: {len(graph)} bytes; on {len(lines)} samples within {largest:.1e} of the checkpoint", file=sys.stderr)
    print(json.dumps({options.out.stem: entry}, ensure_ascii=False, indent=2))


if __name__ == "__main__":
    main()
