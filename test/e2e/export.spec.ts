import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, expect, type Locator } from '@playwright/test';
import type { RunEvent } from '../../src/shared/events';
import { exportForms } from '../../src/shared/export-form';
import { runCommand, runInState, test, words } from '../support/e2e-app';
import { recordingText } from '../support/recording-text';

test('a run is written as page, summary, tables and trace, where the person wants it', async ({
  opened: { app, page, data },
}) => {
  await runCommand(page, `sh -c 'sleep 0.05; exit 3'`, data);
  await runInState(page, 'troubled').waitFor();
  await saveInto(app, data);
  for (const form of exportForms) {
    await page.getByRole('button', { name: words.app.export.label }).click();
    await page.getByRole('menuitem', { name: words.app.export[form] }).click();
    await page.getByRole('status').filter({ hasText: words.app.export.done }).first().waitFor();
  }
  const name = join(data, 'sh-c-sleep-0-05-exit-3');
  await expect.poll(() => wholeJson(`${name}.json`)).toMatchObject({ exitCode: 3 });
  await expect.poll(() => traceLength(`${name}.trace.json`)).toBeGreaterThan(5);
  expect(readFileSync(`${name}.html`, 'utf8')).toContain('exit 3');
  expect(readFileSync(join(name, 'processes.csv'), 'utf8')).toContain('exit-status');
});

function traceLength(path: string): number {
  const events = wholeJson(path)?.['traceEvents'];
  return Array.isArray(events) ? events.length : 0;
}

/** What a file holds, once all of it was written. */
function wholeJson(path: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

test('a place that cannot be written is told, cancelling says nothing, and the window goes on', async ({
  opened: { app, page, data },
}) => {
  await runCommand(page, 'true', data);
  await runInState(page, 'ok').waitFor();
  writeFileSync(join(data, 'file'), '');
  const answer = (filePath: string) =>
    app.evaluate(({ dialog }, path) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: path === '', filePath: path });
    }, filePath);
  const asPage = async () => {
    await page.getByRole('button', { name: words.app.export.label }).click();
    await page.getByRole('menuitem', { name: words.app.export.html }).click();
  };
  await answer('');
  await asPage();
  await answer(join(data, 'file', 'report.html'));
  await asPage();
  await expect(page.getByRole('alert')).toContainText(words.app.trouble.export);
  await expect(page.getByText(words.app.export.done, { exact: true })).toHaveCount(0);
});

/** One process in which something of everything happens, so that each chart has something to draw. */
const BUSY: readonly RunEvent[] = [
  { type: 'process-started', t: 0, pid: 10, ppid: 1, name: 'main', seenBy: 'kernel' },
  { type: 'pool-opened', t: 1, pool: 'Pool-1', pid: 10, size: 1 },
  { type: 'wait-started', t: 2, pid: 10, wait: 'lock', object: 'Lock-1' },
  ...[1, 2, 3, 4, 5, 6].flatMap((n): readonly RunEvent[] => {
    const task = { pool: 'Pool-1', task: n };
    return [
      { type: 'task-submitted', t: n * 500, ...task, label: 'job' },
      { type: 'task-started', t: n * 500 + 10, ...task, pid: 10 },
      { type: 'queue-depth', t: n * 500 + 20, queue: 'Queue-1', depth: n, puts: n, gets: 0 },
      { type: 'task-finished', t: n * 500 + 90, ...task, pid: 10, runMs: 80 },
      {
        type: 'sample',
        t: n * 500 + 100,
        rows: [{ pid: 10, cpu: 20 * n, cpuMs: 100 * n, rss: 1e7 * n, coreWaitMs: 40 * n * n }],
      },
      { type: 'host-sample', t: n * 500 + 101, cpu: [10 * n, 90 - 10 * n], runnable: n },
    ];
  }),
  { type: 'wait-ended', t: 3500, pid: 10, wait: 'lock', object: 'Lock-1', waitedMs: 3498 },
  { type: 'process-exited', t: 3900, pid: 10, code: 0, signal: null, seenBy: 'kernel' },
  { type: 'run-ended', t: 4000, exitCode: 0, signal: null, reason: 'exited' },
];

test('each chart and the lanes are saved as PNG and as SVG', async ({ opened: { app, page, data } }) => {
  const recorded = join(data, 'busy.joinscope');
  writeFileSync(recorded, recordingText({ title: 'busy one' }, BUSY));
  await page.evaluate((path) => window.bridge.call.openRecording(path), recorded);
  await runInState(page, 'ok').click();
  await saveInto(app, data);
  const { chart, lane, picture } = words.run;
  const panes = page.locator('section.rv-chart');
  const choice = panes.first().getByRole('combobox', { name: chart.choose });
  const names = await choice.getByRole('option').allInnerTexts();
  expect(names).toHaveLength(9);
  for (const name of names) {
    await choice.selectOption({ label: name });
    await expect(panes.first()).toHaveAccessibleName(name);
    await saveBoth(panes.first(), name);
  }
  await saveBoth(page.getByRole('region', { name: lane.title, exact: true }), lane.title);

  async function saveBoth(pane: Locator, title: string): Promise<void> {
    const file = join(data, title.replaceAll(' ', '-'));
    for (const form of ['png', 'svg'] as const) {
      await pane.getByRole('button', { name: picture.save }).click();
      await page.getByRole('menuitem', { name: picture[form] }).click();
      await expect.poll(() => existsSync(`${file}.${form}`), { timeout: 30_000, message: title }).toBe(true);
    }
    // A file is there before all of it was written.
    await expect.poll(() => readFileSync(`${file}.svg`, 'utf8'), { message: title }).toContain('</svg>');
    const seen = await page.evaluate(readPicture, {
      png: readFileSync(`${file}.png`).toString('base64'),
      svg: readFileSync(`${file}.svg`, 'utf8'),
    });
    // The PNG has twice the pixels; both have something on their ground.
    expect(seen.png, title).toEqual([seen.svg[0] * 2, seen.svg[1] * 2]);
    expect(seen).toMatchObject({ title, colours: { png: true, svg: true } });
    expect(seen.description, title).not.toBe('');
  }
});

/** In the page: sizes, words, and whether more than one colour is to be seen when the file is drawn. */
async function readPicture({ png, svg }: { readonly png: string; readonly svg: string }) {
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml').documentElement;
  const load = async (type: string, bytes: Uint8Array<ArrayBuffer>): Promise<HTMLImageElement> => {
    const image = new Image();
    image.src = await new Promise<string>((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(reader.result as string);
      reader.readAsDataURL(new Blob([bytes], { type }));
    });
    await image.decode();
    return image;
  };
  const coloursOf = (image: HTMLImageElement): boolean => {
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d');
    pen?.drawImage(image, 0, 0);
    const pixels = pen?.getImageData(0, 0, image.width, image.height).data ?? [];
    return new Set(new Uint32Array(new Uint8ClampedArray(pixels).buffer)).size > 5;
  };
  const drawn = await load('image/svg+xml', new TextEncoder().encode(svg));
  const painted = await load(
    'image/png',
    Uint8Array.from(atob(png), (character) => character.charCodeAt(0)),
  );
  return {
    svg: [drawn.width, drawn.height] as const,
    png: [painted.width, painted.height] as const,
    title: parsed.querySelector('title')?.textContent,
    description: parsed.querySelector('desc')?.textContent,
    colours: { png: coloursOf(painted), svg: coloursOf(drawn) },
  };
}

/** A person who keeps the name that is proposed. */
function saveInto(app: ElectronApplication, folder: string): Promise<void> {
  return app.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = (...args: unknown[]) => {
      const { defaultPath } = args.at(-1) as { defaultPath: string };
      return Promise.resolve({ canceled: false, filePath: `${chosen}/${defaultPath}` });
    };
  }, folder);
}
