import { build } from 'vite';

/** Builds the demo once for all end-to-end tests. */
export default async function buildDemo(): Promise<void> {
  await build({ logLevel: 'error' });
}
