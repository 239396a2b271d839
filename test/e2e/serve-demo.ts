import { preview } from 'vite';

const ISOLATION = { 'Cross-Origin-Opener-Policy': 'same-origin', 'Cross-Origin-Embedder-Policy': 'require-corp' };

/** Serves the built demo as `npm run demo` does, with or without the headers of cross-origin isolation. */
export async function serveDemo(isolated: boolean): Promise<{ url: string; close(): Promise<void> }> {
  const { default: config } = await import('../../vite.config');
  const headers = { ...config.preview?.headers, ...(isolated ? ISOLATION : {}) };
  const server = await preview({ logLevel: 'error', preview: { port: 0, headers } });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('the demo is not served');
  return { url, close: () => server.close() };
}
