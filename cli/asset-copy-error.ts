/** What a page needs cannot be copied to where a site serves its files. */
export class AssetCopyError extends Error {
  override readonly name = 'AssetCopyError';
}
