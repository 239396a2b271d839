import { expect, test } from 'vitest';
import { namesOperator } from '../../../runtime/names-operator';

test('a graph names the operators of its nodes, whole', () => {
  const graph = Buffer.from([0x0a, 0x01, 0x61, 0x22, 0x06, ...Buffer.from('MatMul'), 0x3a, 0x00]);
  expect(['MatMul', 'Mul', 'Mat'].map((operator) => namesOperator(graph, operator))).toEqual([true, false, false]);
});
