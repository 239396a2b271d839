import { ModelIntegrityError } from '../../src/contract/errors';
import type { ManifestFile } from './manifest';

/** @throws ModelIntegrityError unless the bytes have the size and the hash that the manifest gives */
export async function verifyFile(bytes: Uint8Array<ArrayBuffer>, file: ManifestFile, url: string): Promise<void> {
  if (bytes.length !== file.bytes) {
    const hint = looksLikeHtml(bytes)
      ? 'it is an HTML page: the server answers a missing file with its start page'
      : 'the file is cut off, or from another version';
    throw new ModelIntegrityError(`${url} has ${bytes.length} bytes instead of ${file.bytes}: ${hint}`);
  }
  const hash = await sha256(bytes);
  if (hash !== file.sha256) {
    throw new ModelIntegrityError(
      `${url} has the sha256 ${hash} instead of ${file.sha256}: it is damaged, or from another version than its manifest`,
    );
  }
}

function looksLikeHtml(bytes: Uint8Array): boolean {
  return /^\s*<(!doctype|html)/i.test(new TextDecoder().decode(bytes.subarray(0, 64)));
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  // Pages served over plain http from another machine have no crypto.subtle.
  const digest = globalThis.crypto?.subtle
    ? new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
    : (await import('@noble/hashes/sha2.js')).sha256(bytes);
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
