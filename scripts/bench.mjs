import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installPackages } from './install-packages.mjs';

// Its package has a CPU build; the CUDA one, which it would download, is of no use here.
process.env.ONNXRUNTIME_NODE_INSTALL = 'skip';
installPackages();
installPackages('bench/');
const script = fileURLToPath(new URL('../bench/run-bench.ts', import.meta.url));
const { status } = spawnSync(process.execPath, ['--import', 'tsx', script, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
