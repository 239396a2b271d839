import { resolve, sep } from 'node:path';

// Folders that tools serve as the site's root, by the names that they give them.
const ROOTS = ['public', 'static', 'www', 'htdocs', 'dist', 'build', 'out', 'site'];

/** Guesses the address, with a slash at its end, under which a site serves a folder. */
export function siteAddress(folder: string): string {
  const segments = resolve(folder).split(sep).filter(Boolean);
  const root = segments.findLastIndex((segment) => ROOTS.includes(segment));
  return `/${segments
    .slice(root < 0 ? -1 : root + 1)
    .map((segment) => `${encodeURIComponent(segment)}/`)
    .join('')}`;
}
