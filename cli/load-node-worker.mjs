import { register } from 'tsx/esm/api';

// Threads of Node 20 do not inherit the loader that lets the main thread read TypeScript.
register();
await import('./node-worker.ts');
