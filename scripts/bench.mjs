import { installPackages } from './install-packages.mjs';
import { runTypescript } from './run-typescript.mjs';

// Its package has a CPU build; the CUDA one, which it would download, is of no use here.
process.env.ONNXRUNTIME_NODE_INSTALL = 'skip';
installPackages();
installPackages('bench/');
runTypescript('bench/run-bench.ts');
