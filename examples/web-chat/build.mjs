import { spawnSync } from 'node:child_process';
import { copyFileSync } from 'node:fs';

// The script that Microsoft's own servers send too; all that it depends on is in it.
copyFileSync('node_modules/botframework-webchat/dist/webchat.js', 'site/webchat.js');
const { status } = spawnSync('flow-labels', ['copy-assets', 'site/labels'], {
  stdio: 'inherit',
  shell: process.platform === 'win32',
});
process.exit(status ?? 1);
