import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const SCRIPT = fileURLToPath(new URL('../../../cli/classify.ts', import.meta.url));

function classify(
  parameters: string[],
  input: string,
): Promise<{ status: number | null; lines: unknown[]; errors: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, ...parameters]);
    let output = '';
    let errors = '';
    child.stdout.on('data', (chunk) => {
      output += chunk;
    });
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    child.on('close', (status) => {
      const lines = output
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line));
      resolve({ status, lines, errors });
    });
    child.stdin.end(input);
  });
}

describe('the command line', () => {
  it('labels JSON lines in their order, with the real model', async () => {
    const texts = ["that's wrong", 'can you please answer me?', 'bye!'];
    const input = texts.map((text) => JSON.stringify({ text })).join('\n');
    const { status, lines, errors } = await classify(['userflow'], input);
    expect(errors).toBe('');
    expect(status).toBe(0);
    expect(lines).toMatchObject([
      { text: texts[0], answers: [{ answer: 'model_wrong_or_try_again', other: false }] },
      { text: texts[1], answers: [{ answer: 'user_wants_agent_to_answer', other: false }] },
      { text: texts[2], answers: [{ answer: 'user_goodbye', other: false }] },
    ]);
  });

  it('writes an error in the place of a bad line, goes on, and ends with status 1', async () => {
    const input = ['{"text": "bye!"}', 'bye!', '', '{"text": 3}', '[]', '{"text": "bye!"}', ''].join('\n');
    const { status, lines } = await classify(['user_flow_live'], input);
    expect(status).toBe(1);
    expect(lines).toHaveLength(6);
    expect(lines.map((line) => Object.keys(line as object))).toEqual([
      ['text', 'answers'],
      ['error'],
      ['error'],
      ['error'],
      ['error'],
      ['text', 'answers'],
    ]);
  });

  it('takes a threshold and a top, and keeps the other fields of a line', async () => {
    const { lines } = await classify(['userflow', '--threshold', '0', '--top', '2'], '{"id": 7, "text": "hm"}\n');
    expect(lines).toMatchObject([{ id: 7, text: 'hm', answers: [{}, {}] }]);
  });

  it.each([
    [['nobody'], 'UnknownClassifierError'],
    [['userflow', '--registry', 'not-there.json'], 'RegistryFetchError'],
    [['userflow', '--threshold', 'high'], 'it must be a number'],
    [['userflow', '--threshold', '7'], 'threshold is 7; it must be a number from 0 to 1'],
  ])('with %j ends with a clear error', async (parameters, message) => {
    const { status, lines, errors } = await classify(parameters, '{"text": "bye!"}\n');
    expect(status).toBeGreaterThan(0);
    expect(lines).toEqual([]);
    expect(errors).toContain(message);
  });
});
