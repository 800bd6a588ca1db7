import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ElectronApplication, expect } from '@playwright/test';
import { exportForms } from '../../src/shared/export-form';
import { runCommand, runInState, test, words } from '../support/e2e-app';

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

test('each chart and the lanes are saved as PNG and as SVG', async ({ opened: { app, page, data } }) => {
  await runCommand(page, `sh -c 'sleep 1.2 & sleep 1.5; exit 3'`, data);
  await runInState(page, 'troubled').waitFor();
  await saveInto(app, data);
  const { chart, lane, picture } = words.run;
  for (const [title, file] of [
    [chart.cpu, 'CPU-by-process'],
    [chart.memory, 'Memory-by-process'],
    [lane.title, 'Processes-over-time'],
  ] as const) {
    const pane = page.getByRole('region', { name: title, exact: true });
    for (const form of ['png', 'svg'] as const) {
      await pane.getByRole('button', { name: picture.save }).click();
      await page.getByRole('menuitem', { name: picture[form] }).click();
      await expect.poll(() => existsSync(join(data, `${file}.${form}`)), { timeout: 30_000 }).toBe(true);
    }
    const seen = await page.evaluate(readPicture, {
      png: readFileSync(join(data, `${file}.png`)).toString('base64'),
      svg: readFileSync(join(data, `${file}.svg`), 'utf8'),
    });
    // The PNG has twice the pixels; both have something on their ground.
    expect(seen.png).toEqual([seen.svg[0] * 2, seen.svg[1] * 2]);
    expect(seen).toMatchObject({ title, colours: { png: true, svg: true } });
    expect(seen.description).not.toBe('');
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
