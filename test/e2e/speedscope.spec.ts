/** The trace in speedscope itself, the program that its readers use: opened, and told by what it exports. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { _electron, expect, test } from '@playwright/test';
import { traceText } from '../../src/main/record/export/trace';
import { electronBinary, electronFlags, environmentFor } from '../support/e2e-app';
import { BUSY_RUN, inBlocks } from '../support/busy-run';

/** What speedscope writes of one track: https://www.speedscope.app/file-format-schema.json. */
interface Profile {
  readonly name: string;
  readonly events: readonly { readonly type: 'O' | 'C'; readonly frame: number; readonly at: number }[];
}
interface Exported {
  readonly shared: { readonly frames: readonly { readonly name: string }[] };
  readonly profiles: readonly Profile[];
}

/** A window and nothing else: what it shows is speedscope's own page. */
const BARE_PROGRAM = `
const { app, BrowserWindow } = require('electron');
app.whenReady().then(() => new BrowserWindow({ width: 900, height: 600 }).loadURL(process.argv.at(-1)));
`;
const require = createRequire(import.meta.url);
const SPEEDSCOPE = join(dirname(require.resolve('speedscope/package.json')), 'dist', 'release');

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'joinscope-speedscope-'));
});
test.afterEach(() => {
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

/** Slices of a track as speedscope has them, each with its distance from the first in milliseconds, without the arguments that it puts behind the names. */
function slicesOf({ events }: Profile, { frames }: Exported['shared']): readonly string[] {
  const firstOpen = events.find(({ type }) => type === 'O')?.at ?? 0;
  return events
    .filter(({ type }) => type === 'O')
    .map(({ frame, at }) => `${frames[frame]?.name.split(' {')[0] ?? ''} +${(at - firstOpen) / 1000}`);
}

test('speedscope opens the trace: tracks by name, tasks and waits as slices', async () => {
  let text = '';
  for await (const piece of traceText(inBlocks(BUSY_RUN))) text += piece;
  const load = `speedscope.loadFileFromBase64('run.trace.json', '${Buffer.from(text).toString('base64')}')`;
  writeFileSync(join(folder, 'load.js'), load);
  writeFileSync(join(folder, 'main.cjs'), BARE_PROGRAM);
  const address = `${pathToFileURL(join(SPEEDSCOPE, 'index.html')).href}#localProfilePath=${join(folder, 'load.js')}`;
  const app = await _electron.launch({
    executablePath: electronBinary,
    args: [join(folder, 'main.cjs'), ...electronFlags, `--user-data-dir=${join(folder, 'user')}`, address],
    env: environmentFor(folder),
    timeout: 60_000,
  });
  try {
    const page = await app.firstWindow({ timeout: 60_000 });
    await expect(page.locator('body')).toContainText('(1/', { timeout: 60_000 });
    const path = join(folder, 'exported.json');
    await app.evaluate(({ session }, to) => {
      session.defaultSession.on('will-download', (_event, item) => item.setSavePath(to));
    }, path);
    await page.getByText('Export').click();
    const exported = (): Exported => JSON.parse(readFileSync(path, 'utf8')) as Exported;
    await expect(() => exported()).toPass({ timeout: 60_000 });
    const { shared, profiles } = exported();
    expect(Object.fromEntries(profiles.map((profile) => [profile.name, slicesOf(profile, shared)]))).toEqual({
      'main (pid 10), life (tid 1)': ['main +0'],
      'main (pid 10), wait: join (tid 1000)': ['join worker-1 +0'],
      'worker-1 (pid 11), life (tid 1)': ['worker-1 +0'],
      'worker-1 (pid 11), tasks (tid 10)': ['square +0', 'square +39'],
      '=cmd|calc (pid 12), life (tid 1)': ['=cmd|calc +0'],
      '=cmd|calc (pid 12), tasks (tid 10)': ['square +0'],
      '=cmd|calc (pid 12), wait: lock (tid 1007)': ['lock Lock-1 +0'],
    });
  } finally {
    await app.close();
  }
});
