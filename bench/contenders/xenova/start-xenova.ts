import { startPeer } from '../start-peer';

startPeer(new Worker(new URL('./xenova-worker.ts', import.meta.url), { type: 'module' }));
