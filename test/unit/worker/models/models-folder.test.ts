import { expect, it } from 'vitest';
import { modelsFolder } from '../../../../worker/models/models-folder';

it.each([
  ['https://a.example/models/classifiers.json', 'https://a.example/models/classifiers.json'],
  [
    'https://a.example/static/references/classifiers/classifiers.json',
    'https://a.example/static/references/classifiers_data/',
  ],
  [
    'https://a.example/static/references/classifiers/bank.json',
    'https://a.example/static/references/classifiers_data/',
  ],
  ['https://a.example/references/classifiers/bank/cards.json', 'https://a.example/references/classifiers_data/'],
  ['https://a.example/classifiers/models/classifiers.json', 'https://a.example/classifiers/models/classifiers.json'],
])('the models of %s lie at %s', (file, expected) => {
  expect(modelsFolder(file)).toBe(expected);
});
