import { spawn } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const STARTS_WITHIN_MS = 60_000;

/** Starts the server that an example brings (`npm start`, its port in `PORT`), and waits until it answers. */
export async function startExample(folder: string): Promise<{ url: string; close(): Promise<void> }> {
  const port = await findFreePort();
  const url = `http://localhost:${port}/`;
  // A group of its own, so that what npm starts ends with it.
  const server = spawn('npm', ['start', '--silent'], {
    cwd: folder,
    env: { ...process.env, PORT: `${port}`, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  });
  let said = '';
  server.stderr.on('data', (part) => {
    said += part;
  });
  const ended = new Promise<void>((resolve) => server.on('exit', () => resolve()));
  const close = async () => {
    if (server.exitCode === null && server.pid) process.kill(-server.pid);
    await ended;
  };
  const deadline = Date.now() + STARTS_WITHIN_MS;
  for (;;) {
    if (await answers(url)) return { url, close };
    if (server.exitCode !== null || Date.now() > deadline) {
      await close();
      throw new Error(`npm start does not answer at ${url}:\n${said}`);
    }
    await pause(100);
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return port;
}

async function answers(url: string): Promise<boolean> {
  try {
    await (await fetch(url)).arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
