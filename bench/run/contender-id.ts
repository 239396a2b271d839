/** The libraries that are measured in a page. */
export const PAGES = ['ours', 'transformers', 'xenova'] as const;

/** One of them. */
export type PageId = (typeof PAGES)[number];

/** Whoever is measured: a page, our cascade in our own page, or ONNX Runtime in Node. */
export type ContenderId = PageId | 'cascade' | 'native';
