/** The library in Electron's own main process, as programs of users have it there. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { pathToFileURL } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { packageRoot } from '../../../src/main/entry-file';

/** What the package `electron` exports to plain Node. */
const electron = createRequire(import.meta.url)('electron') as unknown as string;
const library = pathToFileURL(join(packageRoot(), 'out', 'main', 'library.js')).href;
const program = join(import.meta.dirname, 'fixtures', 'electron-main.mjs');

it.runIf(process.platform === 'linux')('runs pools, processes and locks in Electron’s main process', async () => {
  const data = mkdtempSync(join(tmpdir(), 'joinscope-electron-'));
  const env = { ...process.env, LIBRARY: library };
  Reflect.deleteProperty(env, 'ELECTRON_RUN_AS_NODE');
  const flags = ['--no-sandbox', '--ozone-platform=headless', '--disable-gpu', `--user-data-dir=${data}`];
  const app = spawn(electron, [...flags, program], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(() => {
    app.kill('SIGKILL');
    rmSync(data, { recursive: true, force: true, maxRetries: 5 });
  });
  const [out, errors, ended] = await Promise.all([text(app.stdout), text(app.stderr), once(app, 'exit')]);
  expect(ended[0], errors).toBe(0);
  const line = out.split('\n').find((one) => one.startsWith('told ')) ?? 'told null';
  const worked = { squares: [1, 4, 9, 16], lost: ['WorkerLostError', 3], counted: 40, streamed: [25, 36] };
  expect(JSON.parse(line.slice('told '.length))).toEqual({
    process: worked,
    thread: worked,
    taken: [0, 1, 2],
    exitCode: 0,
    isElectron: true,
  });
});
