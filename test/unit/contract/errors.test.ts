import { expect, it } from 'vitest';
import * as errors from '../../../src/contract/errors';

const { reviveError, ...classes } = errors;

it.each(Object.entries(classes))('%s is named after its class and gets it back behind the border', (name, Named) => {
  const error = new Named('why');
  expect(error.name).toBe(name);
  const crossed = Object.assign(new Error(error.message), { name: error.name });
  const revived = reviveError(crossed);
  expect(revived).toBeInstanceOf(Named);
  expect(revived).toMatchObject({ name, message: 'why' });
});

it('other errors stay what they are', () => {
  const other = new TypeError('why');
  expect(reviveError(other)).toBe(other);
  expect(reviveError('why')).toBe('why');
});
