import { expect as baseExpect, type ExpectMatcherState, type Locator, type MatcherReturnType } from '@playwright/test';
import { type LabelReading, readFlowLabels } from './read-flow-labels';

/** How long `toHaveFlowLabel` waits, and for what. */
export interface FlowLabelOptions {
  /** Takes a provisional label too; without it the final one is waited for. */
  provisional?: boolean;
  /** In milliseconds; Playwright's own for `expect` without it. */
  timeout?: number;
}

const NAME = 'toHaveFlowLabel';

/**
 * Waits until the message that a locator finds has a label, by its id: "" where it is labelled and there is none to
 * show. Negated, it waits until the message has another one: one without any label passes neither.
 */
export async function toHaveFlowLabel(
  this: ExpectMatcherState,
  message: Locator,
  label: string,
  options: FlowLabelOptions = {},
): Promise<MatcherReturnType> {
  const { provisional = false, timeout = this.timeout } = options;
  const { isNot } = this;
  let reading: LabelReading | undefined;
  let failure: unknown;

  async function isAsWanted(): Promise<boolean> {
    try {
      reading = await message.evaluateAll(readFlowLabels);
    } catch (error) {
      // Between two pages there is none to read.
      if (/context was destroyed|Cannot find context/.test(String(error))) return false;
      failure = error;
      throw error;
    }
    const labels = reading.labels.filter((found) => provisional || !found.provisional);
    if (reading.messages !== 1 || labels.length === 0) return false;
    return labels.some((found) => found.label === label) !== isNot;
  }

  const wanted = await baseExpect
    .poll(isAsWanted, { timeout })
    .toBe(true)
    .then(
      () => true,
      () => false,
    );
  // A page that has closed, or a locator that is wrong, is no missing label.
  if (failure) throw failure;
  return {
    name: NAME,
    expected: label,
    actual: reading?.labels.map((found) => found.label),
    pass: wanted !== isNot,
    timeout,
    message: () =>
      [
        this.utils.matcherHint(NAME, 'locator', JSON.stringify(label), { isNot }),
        '',
        `Locator:  ${message}`,
        `Expected: ${isNot ? 'another final label than ' : ''}${JSON.stringify(label)}`,
        `Received: ${describeReading(reading)}`,
        `Timeout:  ${timeout} ms`,
      ].join('\n'),
  };
}

function describeReading(reading: LabelReading | undefined): string {
  if (!reading) return 'nothing in time; give it a longer timeout';
  const { elements, messages, labels } = reading;
  if (elements === 0) return 'no element';
  if (elements > 1) return `${elements} elements; the locator must find one message`;
  if (labels.length === 0) return 'no label';
  const listed = labels.map(
    ({ label, provisional }) => `${JSON.stringify(label)}${provisional ? ' (provisional)' : ''}`,
  );
  const all = listed.join(', ');
  return messages > 1 ? `the labels of ${messages} messages, ${all}; the locator must find one message` : all;
}
