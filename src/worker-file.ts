/** The name of the worker's script, in the package and in a host's `assetsUrl`. */
export const WORKER_FILE = 'flow-labels-worker.js';
