import { describe, expect, it } from 'vitest';
import { InvalidInputError } from '../../../src/contract/errors';
import { parseConnectOptions } from '../../../src/parse-connect-options';

const registryUrl = 'https://host.example/models/classifiers.json';

describe('assetsUrl', () => {
  it.each([
    ['https://cdn.example/labels', 'https://cdn.example/labels/'],
    ['https://cdn.example/labels/', 'https://cdn.example/labels/'],
    [new URL('https://cdn.example/labels?v=2'), 'https://cdn.example/labels/?v=2'],
  ])('%s is the folder %s', (assetsUrl, folder) => {
    expect(parseConnectOptions({ registryUrl, assetsUrl }).assetsUrl).toBe(folder);
  });

  it('must be an address', () => {
    const parse = () => parseConnectOptions({ registryUrl, assetsUrl: 'http://' });
    expect(parse).toThrow(InvalidInputError);
    expect(parse).toThrow(/assetsUrl is "http:\/\/"; give the address of a folder/);
  });

  it('goes with no createWorker, which starts another script', () => {
    const createWorker = () => ({}) as Worker;
    expect(() => parseConnectOptions({ registryUrl, assetsUrl: 'https://cdn.example/', createWorker })).toThrow(
      InvalidInputError,
    );
  });
});
