import { runTypescript } from './run-typescript.mjs';

runTypescript('packaging/check.ts');
