import { afterEach, describe, expect, it } from 'vitest';
import { type Classifiers, connectClassifiers, ModelIntegrityError } from '../../src/index';
import { connectFlow } from './connect-flow';

let classifiers: Classifiers | undefined;
afterEach(() => classifiers?.dispose());

async function connectFaulty(fault: string): Promise<Classifiers> {
  classifiers = await connectClassifiers({ registryUrl: `/faulty/${fault}/classifiers.json` });
  return classifiers;
}

describe('a model folder', () => {
  it.each([
    ['missing-model', 'ModelFetchError', 'the server answered 404'],
    ['missing-manifest', 'ModelFetchError', 'the server answered 404'],
    ['html-manifest', 'ModelManifestError', 'it is an HTML page'],
    ['truncated-model', 'ModelIntegrityError', 'cut off'],
    ['damaged-model', 'ModelIntegrityError', 'sha256'],
    ['html-model', 'ModelIntegrityError', 'it is an HTML page'],
    ['html-tokenizer', 'ModelIntegrityError', 'it is an HTML page'],
    ['wrong-example', 'ModelSelfTestError', '"bye"'],
    ['no-example', 'ModelManifestError', 'no example for the output "user_logits"'],
  ])('with the fault %s gives a %s, and other entries go on', async (fault, name, message) => {
    const { classify } = await connectFaulty(fault);
    await expect(classify('userflow', 'hi')).rejects.toMatchObject({ name, message: expect.stringContaining(message) });
    expect(await classify('not_yet', 'hi')).toEqual([{ answer: 'yes', score: 0, other: false }]);
    await expect(classify('userflow', 'hi')).rejects.toMatchObject({ name });
  });

  it('that was incomplete at first is loaded at the next call', async () => {
    const { classify } = await connectFaulty('missing-model-once');
    await expect(classify('userflow', 'bye!')).rejects.toMatchObject({ name: 'ModelFetchError' });
    expect((await classify('userflow', 'bye!'))[0]?.answer).toBe('user_goodbye');
  });

  it('whose manifest was of another version at first is loaded at the next call', async () => {
    const { classify } = await connectFaulty('stale-manifest-once');
    await expect(classify('userflow', 'bye!')).rejects.toMatchObject({ name: 'ModelIntegrityError' });
    expect((await classify('userflow', 'bye!'))[0]?.answer).toBe('user_goodbye');
  });

  it('gives errors of their own class on this side of the thread border', async () => {
    const { classify } = await connectFaulty('html-model');
    await expect(classify('userflow', 'hi')).rejects.toBeInstanceOf(ModelIntegrityError);
  });

  it('that lacks the entry’s output says which it has', async () => {
    const path = new URL('/models/flow', location.href).href;
    classifiers = await connectFlow({ registry: { flow: { type: 'onnx', path, output: 'logits' } } });
    await expect(classifiers.classify('flow', 'hi')).rejects.toMatchObject({
      name: 'ModelManifestError',
      message: expect.stringContaining('user_logits, agent_logits'),
    });
  });
});

describe('a registry', () => {
  it('that is missing is a RegistryFetchError', async () => {
    const connecting = connectClassifiers({ registryUrl: '/models/not-there.json' });
    await expect(connecting).rejects.toMatchObject({ name: 'RegistryFetchError' });
  });

  it.each([['{ "userflow": '], ['[]'], ['"text"'], ['null'], ['<!doctype html><html></html>']])(
    'that reads %j is a RegistryParseError',
    async (registry) => {
      await expect(connectFlow({ registry })).rejects.toMatchObject({ name: 'RegistryParseError' });
    },
  );

  it('may call a classifier `__proto__`', async () => {
    const registry =
      '{ "__proto__": { "type": "skip", "intents": ["yes"] }, "constructor": { "type": "skip", "intents": [] } }';
    classifiers = await connectFlow({ registry });
    expect(classifiers.names).toEqual(['__proto__', 'constructor']);
    expect(await classifiers.classify('__proto__', 'hi')).toEqual([{ answer: 'yes', score: 0, other: false }]);
    await expect(classifiers.classify('toString', 'hi')).rejects.toMatchObject({ name: 'UnknownClassifierError' });
  });

  it('collects the faults of its entries, and the others go on', async () => {
    const registry = {
      one: { type: 'external', classifier: 'two' },
      two: { type: 'external', classifier: 'one' },
      three: { type: 'external', classifier: 'one' },
      four: { type: 'external', classifier: 'nobody', timeout: -1 },
      five: { type: 'skip', intents: ['yes'] },
      six: { type: 'from_the_future' },
    };
    classifiers = await connectFlow({ registry });
    const { classify, faults, warnings } = classifiers;
    expect(faults.map(({ path }) => path)).toEqual(['$.four.timeout', '$.one.classifier', '$.two.classifier']);
    expect(warnings.map(({ path }) => path)).toEqual(['$.six.type']);
    for (const name of ['one', 'two', 'three', 'four']) {
      await expect(classify(name, 'hi')).rejects.toMatchObject({ name: 'RegistryFaultError' });
    }
    expect(await classify('five', 'hi')).toHaveLength(1);
    expect(await classify('six', 'hi')).toEqual([]);
  });
});
