import { MARK } from './mark-names';

// Has a worker tell which functions of its runtime have run. It must be imported before the runtime is.
const instantiate = WebAssembly.instantiate as (source: unknown, imports: unknown) => Promise<unknown>;
let marks: object = {};
const noting = async (source: unknown, imports: unknown) => {
  const result = await instantiate(source, imports);
  const instance = result instanceof WebAssembly.Instance ? result : (result as { instance: unknown }).instance;
  if (instance instanceof WebAssembly.Instance) marks = instance.exports;
  return result;
};
WebAssembly.instantiate = noting as typeof WebAssembly.instantiate;

const channel = new BroadcastChannel(MARK);
channel.onmessage = ({ data }) => {
  if (data !== 'which') return;
  const ran = Object.entries(marks).filter(([name, mark]) => name.startsWith(MARK) && hasRun(mark));
  channel.postMessage(ran.map(([name]) => Number(name.slice(MARK.length))));
};

function hasRun(mark: unknown): boolean {
  return mark instanceof WebAssembly.Global && mark.value === 1;
}
