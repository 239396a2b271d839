import { expect, it } from 'vitest';
import { lemmasOf } from '../../../src/contract/lemmas-of';

it('joins the lemmas of all tokens but punctuation', () => {
  const tokens = [
    { text: 'Напомните', lemma: 'напомнить', dependency_type: 'root' },
    { text: ',', lemma: ',', dependency_type: 'punct' },
    { text: 'мне', lemma: 'я' },
  ];
  expect(lemmasOf(tokens)).toBe('напомнить я');
});

it('has no lemmas for a plain text', () => {
  expect(() => lemmasOf('Напомните мне')).toThrow(expect.objectContaining({ name: 'InvalidInputError' }));
});
