export {
  createFakeClassifiers,
  type FakeCall,
  type FakeClassifiers,
  type FakeOptions,
  type FakeRun,
} from './create-fake-classifiers';
export type { FakeAnswer, FakeRule, FakeScript } from './fake-script';
