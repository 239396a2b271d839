/** How far the download of one model folder has come, in bytes after decompression. */
export interface LoadProgress {
  /** The folder, as the registry's `path` names it. */
  path: string;
  /** From 0 to `totalBytes`; starts again when a damaged file is fetched a second time. */
  loadedBytes: number;
  /** Sum of the sizes in the folder's manifest. */
  totalBytes: number;
}
