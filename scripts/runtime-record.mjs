import { findBrowser } from './find-browser.mjs';
import { installPackages } from './install-packages.mjs';
import { runTypescript } from './run-typescript.mjs';

installPackages();
process.env.CHROMIUM_PATH = await findBrowser();
runTypescript('runtime/record-functions.ts');
