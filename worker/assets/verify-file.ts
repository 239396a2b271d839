import { ModelIntegrityError } from '../../src/contract/errors';
import { looksLikeHtml } from './looks-like-html';
import type { ManifestFile } from './manifest';
import { sha256 } from './sha256';

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
