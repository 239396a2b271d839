"""Rewrites the exported graph as ONNX Runtime would at every start, so that the page need not: fused nodes, folded constants."""

from pathlib import Path

import onnx
import onnxruntime

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
    onnx.save(graph, path)
    optimized.unlink()


def drop_unused_domains(graph: onnx.ModelProto) -> None:
    """Takes out the operator sets that ONNX Runtime lists and no node uses: older runtimes refuse what they do not know."""
    used = {node.domain for node in graph.graph.node} | {""}
    kept = [opset for opset in graph.opset_import if opset.domain in used]
    del graph.opset_import[:]
    graph.opset_import.extend(kept)


def main() -> None:
    optimize(FOLDER / "model.onnx")
    write_manifest(FOLDER / "manifest.json")


if __name__ == "__main__":
    main()
