/** What a classifier can answer, with names for people. */
export interface ClassifierDescription {
  /** Every answer it can give, in index order. */
  labels: readonly string[];
  /** A readable title by label; labels without one are absent. */
  titles: Readonly<Record<string, string>>;
}
