import { startPeer } from '../start-peer';

startPeer(new Worker(new URL('./transformers-worker.ts', import.meta.url), { type: 'module' }));
