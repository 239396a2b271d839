import { preview } from 'vite';
import config, { CROSS_ORIGIN_ISOLATION } from '../../vite.config';

/** Serves the built demo as `npm run demo` does, with or without the headers of cross-origin isolation. */
export async function serveDemo(isolated: boolean): Promise<{ url: string; close(): Promise<void> }> {
  const headers: Record<string, unknown> = { ...config.preview?.headers };
  if (!isolated) for (const name of Object.keys(CROSS_ORIGIN_ISOLATION)) delete headers[name];
  const server = await preview({
    ...config,
    configFile: false,
    logLevel: 'error',
    preview: { port: 0, headers: headers as Record<string, string> },
  });
  const url = server.resolvedUrls?.local[0];
  if (!url) throw new Error('the page is not served');
  return { url, close: () => server.close() };
}
