import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { verifyFile } from '../../../../worker/assets/verify-file';

const content = new TextEncoder().encode('the model');
const file = { path: 'm', bytes: 9, sha256: createHash('sha256').update(content).digest('hex') };

afterEach(() => vi.unstubAllGlobals());

describe.each(['with crypto.subtle', 'without it, as on plain http'])('%s', (realm) => {
  it('the right bytes pass and others do not', async () => {
    if (realm.startsWith('without')) vi.stubGlobal('crypto', {});
    await expect(verifyFile(content, file, 'm')).resolves.toBeUndefined();
    const other = new TextEncoder().encode('the m0del');
    await expect(verifyFile(other, file, 'm')).rejects.toMatchObject({ name: 'ModelIntegrityError' });
  });
});
