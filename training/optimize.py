"""Rewrites the exported graph as ONNX Runtime would at every start, so that the page need not: fused nodes, folded constants."""

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
from onnx import helper, numpy_helper

from export import FOLDER, write_manifest


def optimize(path: Path) -> None:
    """Replaces a graph by its optimized form, which gives the same values on every machine and in WebAssembly."""
    optimized = path.with_suffix(".optimized.onnx")
    options = onnxruntime.SessionOptions()
    # The next level rewrites for the processor at hand.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(optimized)
    options.log_severity_level = 3
    onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    graph = onnx.load(optimized)
    drop_unused_domains(graph)
    look_up_casts(graph.graph)
    onnx.save(graph, path)
    optimized.unlink()


def drop_unused_domains(graph: onnx.ModelProto) -> None:
    """Takes out the operator sets that ONNX Runtime lists and no node uses: older runtimes refuse what they do not know."""
    used = {node.domain for node in graph.graph.node} | {""}
    kept = [opset for opset in graph.opset_import if opset.domain in used]
    del graph.opset_import[:]
    graph.opset_import.extend(kept)


def look_up_casts(graph: onnx.GraphProto) -> None:
    """Has the mask's 0 and 1 looked up as floats: the operator that casts is ONNX Runtime's largest, and used for nothing else."""
    places = [at for at, node in enumerate(graph.node) if node.op_type == "Cast"]
    for at in places:
        node = graph.node[at]
        node.CopyFrom(helper.make_node("Gather", ["zero_and_one", *node.input], node.output, name=node.name))
    if places:
        graph.initializer.append(numpy_helper.from_array(np.array([0, 1], dtype=np.float32), "zero_and_one"))


def main() -> None:
    optimize(FOLDER / "model.onnx")
    write_manifest(FOLDER / "manifest.json")


if __name__ == "__main__":
    main()
