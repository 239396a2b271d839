import type { RunFacts } from './results';

/** On what, and with what, a run was made. */
export function renderFacts({ takenAt, rounds, machine, versions, log }: RunFacts): string {
  const { cpu, cores, memoryGiB, system, node, chromium } = machine;
  const listed = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [
    `Measured on ${takenAt.slice(0, 10)}: ${cpu}, ${cores} cores, ${memoryGiB} GiB, ${system}, Chromium ${chromium}, Node ${node};`,
    `${rounds === 1 ? 'one round' : `${rounds} rounds`} over ${log.messages.toLocaleString('en')} messages (sha256 ${log.sha256.slice(0, 12)}…). ${listed.join(', ')}.`,
    '',
  ].join('\n');
}
