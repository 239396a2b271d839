import { describe, expect, it } from 'vitest';
import { siteAddress } from '../../../cli/site-address';

describe('the address of a folder', () => {
  it.each([
    ['public/flow-labels', '/flow-labels/'],
    ['public', '/'],
    ['/srv/site/public/a/b', '/a/b/'],
    ['web/labels', '/labels/'],
    ['static/flow labels/', '/flow%20labels/'],
  ])('%s is guessed to be %s', (folder, address) => {
    expect(siteAddress(folder)).toBe(address);
  });
});
