const OP_TYPE = 0x22;

/**
 * Whether a graph, as `.onnx`, may have a node of an operator: whether it has the bytes of a node's field `op_type` with
 * its name.
 */
export function namesOperator(graph: Buffer, operator: string): boolean {
  const name = Buffer.from(operator);
  return graph.includes(Buffer.from([OP_TYPE, name.length, ...name]));
}
