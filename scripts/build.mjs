import { installPackages } from './install-packages.mjs';
import { runTypescript } from './run-typescript.mjs';

installPackages();
runTypescript('packaging/build.ts');
