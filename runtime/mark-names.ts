/** What the exports that tell of functions that have run are called, before the function's number. */
export const MARK = 'ran';
