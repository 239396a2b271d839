import { installPackages } from './install-packages.mjs';

installPackages();
const { build, preview } = await import('vite');
console.error('flow-labels: building the demo …');
await build({ logLevel: 'error' });
const server = await preview({
  logLevel: 'error',
  preview: { port: Number(process.env.PORT ?? 4173), host: process.env.HOST },
});
for (const url of [...(server.resolvedUrls?.local ?? []), ...(server.resolvedUrls?.network ?? [])]) {
  console.log(`flow-labels: the demo is at ${url} (Ctrl+C ends it)`);
}
