import type { Manifest } from '../assets/manifest';

/** A folder's manifest and model; each is loaded once for all entries that share the folder. */
export interface ModelFolder<Model> {
  manifest(): Promise<Manifest>;
  model(): Promise<Model>;
}
