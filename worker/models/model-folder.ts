import type { Manifest } from '../assets/manifest';
import type { Model } from './model';

/** A folder's manifest and model; each is loaded once for all entries that share the folder. */
export interface ModelFolder {
  manifest(): Promise<Manifest>;
  model(): Promise<Model>;
}
