import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { ModelFetchError, ModelIntegrityError } from '../../src/contract/errors';

/** A file as the hub states it: large ones with their sha256, small ones with the id that git gives them. */
export interface ExpectedFile {
  path: string;
  bytes: number;
  sha256?: string;
  gitOid?: string;
}

/** Where a file comes from and goes to. */
export interface Download {
  url: string;
  token?: string | undefined;
  /** What has come of the file; a later attempt goes on behind it. */
  target: string;
  file: ExpectedFile;
  /** Says what a failing status means. */
  explainStatus: (status: number) => string;
  onBytes: (loaded: number) => void;
}

const ATTEMPTS = 4;
const PAUSE_MS = 250;

/**
 * Downloads a file and verifies it. A download that breaks off is taken up where it stopped, now and by later calls;
 * what turns out to be another file is deleted.
 * @throws ModelFetchError, ModelIntegrityError
 */
export async function downloadFile(download: Download): Promise<void> {
  const { file, target, url } = download;
  await mkdir(dirname(target), { recursive: true });
  let failure = '';
  for (let attempt = 1; (await sizeOf(target)) < file.bytes; attempt += 1) {
    if (attempt > ATTEMPTS) {
      throw new ModelFetchError(
        `the download of ${url} broke off after ${await sizeOf(target)} of ${file.bytes} bytes: ${failure}; ` +
          'run the same command again, and it goes on from there',
      );
    }
    if (attempt > 1) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS * 2 ** (attempt - 2)));
    failure = await loadMore(download);
  }
  download.onBytes(file.bytes);
  await verify(target, file, url);
}

/** Asks for what is missing; tells why not all of it came. */
async function loadMore({ url, token, target, file, explainStatus, onBytes }: Download): Promise<string> {
  const had = await sizeOf(target);
  let response: Response;
  try {
    response = await fetch(url, {
      headers: {
        ...(had > 0 ? { range: `bytes=${had}-` } : {}),
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        // A compressed answer has other bytes to count and to go on from.
        'accept-encoding': 'identity',
      },
    });
  } catch (error) {
    return reasonOf(error);
  }
  if (response.status === 416) await rm(target, { force: true });
  if (response.status === 429 || response.status === 416 || response.status >= 500) {
    await response.body?.cancel();
    return explainStatus(response.status);
  }
  if (!response.ok || !response.body) throw new ModelFetchError(explainStatus(response.status));
  const goesOn = response.status === 206 && response.headers.get('content-range')?.startsWith(`bytes ${had}-`);
  let loaded = goesOn ? had : 0;
  const count = new Transform({
    transform(part: Buffer, _encoding, done) {
      loaded += part.length;
      onBytes(Math.min(loaded, file.bytes));
      done(null, part);
    },
  });
  try {
    const body = Readable.fromWeb(response.body as Parameters<typeof Readable.fromWeb>[0]);
    await pipeline(body, count, createWriteStream(target, { flags: goesOn ? 'a' : 'w' }));
    return 'the server closed the connection';
  } catch (error) {
    // What fails on this machine's side, a full disk say, fails again.
    if ((error as NodeJS.ErrnoException).syscall === 'write')
      throw new ModelFetchError(`${target}: ${reasonOf(error)}`);
    return reasonOf(error);
  }
}

async function verify(target: string, file: ExpectedFile, url: string): Promise<void> {
  const bytes = await sizeOf(target);
  const found = bytes === file.bytes ? await hashOf(target, file) : `${bytes} bytes`;
  const stated = bytes === file.bytes ? (file.sha256 ?? file.gitOid) : `${file.bytes} bytes`;
  if (found === stated) return;
  await rm(target, { force: true });
  throw new ModelIntegrityError(`${url} gave another file than the hub states: ${found} instead of ${stated}`);
}

async function hashOf(path: string, file: ExpectedFile): Promise<string> {
  // Git hashes a header with the size before the bytes.
  const hash = file.sha256 ? createHash('sha256') : createHash('sha1').update(`blob ${file.bytes}\0`);
  for await (const part of createReadStream(path)) hash.update(part);
  return hash.digest('hex');
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(
    ({ size }) => size,
    () => 0,
  );
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error;
  return cause instanceof Error ? `${message} (${cause.message})` : message;
}
