/** How far the files of one model folder have come, from the network or as they were kept; bytes after decompression. */
export interface LoadProgress {
  /** The folder, as the registry's `path` names it. */
  path: string;
  /** From 0 to `totalBytes`, of a kept file all at once; starts again when a damaged file is fetched a second time. */
  loadedBytes: number;
  /** Sum of the sizes in the folder's manifest. */
  totalBytes: number;
}
