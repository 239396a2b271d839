import { connectClassifiers } from '../src/index';
import { MARK } from './mark-names';

// What a chat may bring: short and long messages, cut ones too, and letters of all kinds. Kernels choose their ways by
// the remainders of lengths.
const LENGTHS = [...Array(35).keys(), 47, 64, 101, 128, 255, 300].map((words) => 'so '.repeat(words));
const TEXTS = [
  'thanks, bye!',
  'Where did you read that??',
  'да, конечно',
  '不明白',
  '🙂 naïve café ﬁn',
  '\u0000\ufffd',
  ' ',
];
const BATCHES = [2, 3, 5, 16];

declare global {
  /** Runs every classifier over all kinds of texts; the numbers of the functions that have run come out. */
  var recordFunctions: () => Promise<number[]>;
}

globalThis.recordFunctions = async () => {
  const classifiers = await connectClassifiers({
    // A model that fails its self-test is given back: the faulty `userflow` takes the place of the sound one.
    registryUrl: ['/models/classifiers.json', '/faulty/wrong-example/classifiers.json'],
    createWorker: () => new Worker(new URL('./record-worker.ts', import.meta.url), { type: 'module' }),
  });
  try {
    for (const name of classifiers.names) {
      await classifiers.classifyAll(name, [...TEXTS, ...LENGTHS]).catch(expectFailedTest);
    }
    for (const batch of BATCHES)
      await classifiers.classifyAll('agentflow', [...TEXTS, ...LENGTHS.slice(0, 20)], { batch });
    return await ranFunctions();
  } finally {
    classifiers.dispose();
  }
};

function expectFailedTest(error: Error): void {
  if (error.name !== 'ModelSelfTestError') throw error;
}

function ranFunctions(): Promise<number[]> {
  const channel = new BroadcastChannel(MARK);
  return new Promise((resolve) => {
    channel.onmessage = ({ data }) => {
      channel.close();
      resolve(data);
    };
    channel.postMessage('which');
  });
}
