"""Writes the graphs of the registry's conformance cases, `test/fixtures/scikit/`: each answers by construction."""

from pathlib import Path

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

OUT = Path(__file__).parent.parent / "test" / "fixtures" / "scikit"
OPSET = 17

# By the number of the case in the registry's reference; NaN is made at run time, as 0 / 0.
ROWS = {
    "s1": [[0.6, 0.4]],
    "s2": [[0.1, 0.3, 0.2, 0.15, 0.25]],
    "s3": [[0.25, 0.25, 0.25, 0.25]],
    "s4": [[0.1, 0.2, 0.3, 0.4]],
    "s5": [[0.1, 0.2, 0.3, 0.4, 0.5]],
    "s6": [[0.9]],
    "s7": [[0.1, 0.9]],
    "s9": [[float("nan"), 0.9]],
    "s10": [[1.0, 0.0]],
    "s11": [[-1.0, 2.0]],
    "s12": [[1.0, 0.0], [0.0, 1.0]],
    "e1": [[0.7, 0.3]],
}


def save(name: str, nodes: list, constants: dict[str, np.ndarray], columns: int | None) -> None:
    graph = helper.make_graph(
        nodes,
        name,
        [helper.make_tensor_value_info("input", TensorProto.STRING, ["N", 1])],
        [helper.make_tensor_value_info("probabilities", TensorProto.FLOAT, ["M", columns])],
        [numpy_helper.from_array(value, key) for key, value in constants.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=8)
    onnx.checker.check_model(model)
    (OUT / f"{name}.onnx").write_bytes(model.SerializeToString())


def constant_rows(rows: list[list[float]]) -> tuple[list, dict[str, np.ndarray]]:
    values = np.array(rows, np.float32)
    absent = np.isnan(values)
    if not absent.any():
        return [helper.make_node("Identity", ["rows"], ["probabilities"])], {"rows": values}
    ones = np.where(absent, 0, 1).astype(np.float32)
    return [helper.make_node("Div", ["rows", "ones"], ["probabilities"])], {"rows": np.nan_to_num(values), "ones": ones}


def slow(turns: int) -> tuple[list, dict[str, np.ndarray]]:
    """Multiplies a matrix by itself many times before it answers 0.7 and 0.3."""
    size = 192
    body = helper.make_graph(
        [
            helper.make_node("Identity", ["on"], ["on_out"]),
            helper.make_node("MatMul", ["matrix", "turn"], ["matrix_out"]),
        ],
        "body",
        [
            helper.make_tensor_value_info("at", TensorProto.INT64, []),
            helper.make_tensor_value_info("on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("matrix", TensorProto.FLOAT, [size, size]),
        ],
        [
            helper.make_tensor_value_info("on_out", TensorProto.BOOL, []),
            helper.make_tensor_value_info("matrix_out", TensorProto.FLOAT, [size, size]),
        ],
    )
    share = numpy_helper.from_array(np.array([1 / size], np.float32))
    nodes = [
        helper.make_node("ConstantOfShape", ["square"], ["start"], value=share),
        helper.make_node("ConstantOfShape", ["square"], ["turn"], value=share),
        # The number of turns hangs on the input, so that nothing is worked out ahead of the run.
        helper.make_node("Shape", ["input"], ["shape"]),
        helper.make_node("ReduceProd", ["shape"], ["texts"], keepdims=0),
        helper.make_node("Mul", ["texts", "turns"], ["all_turns"]),
        helper.make_node("Loop", ["all_turns", "yes", "start"], ["end"], body=body),
        helper.make_node("ReduceSum", ["end"], ["sum"], keepdims=0),
        helper.make_node("Mul", ["sum", "zero"], ["nothing"]),
        helper.make_node("Add", ["rows", "nothing"], ["probabilities"]),
    ]
    constants = {
        "turns": np.array(turns, np.int64),
        "yes": np.array(True),
        "square": np.array([size, size], np.int64),
        "zero": np.array(0, np.float32),
        "rows": np.array(ROWS["e1"], np.float32),
    }
    return nodes, constants


def failing() -> tuple[list, dict[str, np.ndarray]]:
    """Asks at run time for a shape that its two numbers do not fit."""
    nodes = [
        helper.make_node("Shape", ["input"], ["shape"]),
        helper.make_node("Add", ["shape", "two"], ["wrong"]),
        helper.make_node("Reshape", ["rows", "wrong"], ["probabilities"]),
    ]
    return nodes, {"two": np.array([2, 2], np.int64), "rows": np.array(ROWS["e1"], np.float32)}


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    for name, rows in ROWS.items():
        save(name, *constant_rows(rows), len(rows[0]))
    save("slow", *slow(800), 2)
    save("failing", *failing(), None)


if __name__ == "__main__":
    main()
