import { stat } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { BrowserContext } from '@playwright/test';

// An isolated page starts no worker without these, and fetches nothing from another origin.
const HEADERS = {
  'access-control-allow-origin': '*',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'cross-origin',
};

/**
 * Answers what pages ask for below an address from files, whatever the server has there: a path like `/models/`, on
 * every origin, or a whole address. What is not there is a 404.
 */
export async function servePackageFiles(
  context: BrowserContext,
  address: string,
  findFile: (path: string) => URL,
): Promise<void> {
  const prefix = withSlashes(address);
  const pathIn = (url: URL) => {
    const whole = url.origin + url.pathname;
    const [from, at] = prefix.startsWith('/') ? [url.pathname, prefix] : [whole, prefix];
    return from.startsWith(at) ? decodeURIComponent(from.slice(at.length)) : undefined;
  };
  await context.route(
    (url) => pathIn(url) !== undefined,
    async (route) => {
      const path = pathIn(new URL(route.request().url())) ?? '';
      const file = fileURLToPath(findFile(path));
      const isFile = await stat(file).then(
        (found) => found.isFile(),
        () => false,
      );
      if (isFile) await route.fulfill({ path: file, headers: HEADERS });
      else
        await route.fulfill({ status: 404, contentType: 'text/plain', body: `the package flow-labels lacks ${path}` });
    },
  );
}

function withSlashes(address: string): string {
  const whole = /^[a-z]+:\/\//i.test(address) ? new URL(address).href : address.replace(/^\/*/, '/');
  return whole.endsWith('/') ? whole : `${whole}/`;
}
