import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecording } from '../../../src/main/record/read-recording';
import { RunModel } from '../../../src/shared/model/run-model';
import { SCHEMA_VERSION } from '../../../src/shared/schema-version';
import { fixture } from '../../support/fixture';
import { readAll } from '../../support/recording-files';

/** One real run, a pool of two and a process that crashed, recorded by a program of each schema. */
const files = readdirSync(fixture('recordings')).map((name) => fixture(`recordings/${name}`));

describe('recordings of each schema so far', () => {
  it('are all here', () => {
    const names = Array.from({ length: SCHEMA_VERSION }, (_, version) => `schema-${version + 1}.joinscope`);
    expect(files.map((file) => basename(file)).sort()).toEqual(names);
  });

  it.each(files)('%s opens as a run of today, without a line lost', async (file) => {
    expect((await readRecording(file)).header).toMatchObject({ schema: SCHEMA_VERSION, title: 'python3 fix.py' });
    const events = await readAll(file);
    const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
    expect(events).toHaveLength(lines.length - 1);
    const model = new RunModel();
    model.applyAll(events);
    expect(model.ended).toMatchObject({ exitCode: 3 });
    const ends = model.processes.map(({ name, signal }) => [name, signal]);
    expect(ends).toContainEqual(['Process-1', 'SIGSEGV']);
    expect([...model.pools.values()].map(({ size }) => size)).toEqual([2]);
    expect(model.cpuSeries.length).toBeGreaterThan(0);
    const pool = model.processes.filter(({ name }) => name.startsWith('ForkPoolWorker'));
    expect(pool.map(({ peakRss }) => (peakRss ?? 0) > 1e6)).toEqual([true, true]);
  });
});
