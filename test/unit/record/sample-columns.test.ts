import { describe, expect, it } from 'vitest';
import { withColumns, withRows } from '../../../src/main/record/sample-columns';
import { runEventSchema, type RunEventOf, type SampleRow } from '../../../src/shared/events';

const sample = (rows: SampleRow[]): RunEventOf<'sample'> => ({ type: 'sample', t: 12.5, rows });
const reread = (written: object): unknown => withRows(JSON.parse(JSON.stringify(written)));

const SAMPLES: readonly RunEventOf<'sample'>[] = [
  sample([]),
  sample([{ pid: 0 }]),
  sample([{ pid: 1 }, { pid: 2, cpu: 0, state: 'S' }, { pid: 3, rss: 4096, denied: ['io', 'pss'] }, { pid: 4 }]),
  sample([
    { pid: 4, cpu: 12.5, cpuMs: 90, rss: 4096, threads: 3, state: 'R', coreWaitMs: 0.3, voluntary: 7, involuntary: 0 },
    { pid: 5, readBytes: 1, writtenBytes: 2 },
  ]),
];

/** What a hostile hand puts in the place of a column, or of a figure in it. */
const HOSTILE = ['null', '-1', '1e999', '0.5', '4194305', '"x"', '"RRRRR"', '[]', '[["io"]]', '{}', 'true'] as const;

describe('a sample as columns', () => {
  it('comes back as it was, with what a process does not have left out', () => {
    for (const one of SAMPLES) expect(reread(withColumns(one))).toStrictEqual(one);
  });

  it('names each figure once', () => {
    const rows = Array.from({ length: 50 }, (_, pid) => ({ pid, cpu: 1.5, rss: 1e6, threads: 2 }));
    const [columns, plain] = [withColumns(sample(rows)), sample(rows)].map((one) => JSON.stringify(one).length);
    expect(Number(columns) * 2).toBeLessThan(Number(plain));
  });

  it('never gives what the schema refuses, whatever stands in a column', () => {
    const texts = SAMPLES.flatMap((one) => {
      const { columns } = withColumns(one) as { columns: Record<string, unknown[]> };
      return Object.entries(columns).flatMap(([key, column]) =>
        HOSTILE.flatMap((hostile) => [
          JSON.stringify({ type: 'sample', t: 1, columns: { ...columns, [key]: 0 } }).replace(
            `"${key}":0`,
            `"${key}":${hostile}`,
          ),
          ...column.map((_, place) => {
            const texts = column.map((value, own) => (own === place ? hostile : JSON.stringify(value)));
            const others = JSON.stringify({ ...columns, [key]: [] });
            return `{"type":"sample","t":1,"columns":${others.replace(`"${key}":[]`, `"${key}":[${texts.join()}]`)}}`;
          }),
        ]),
      );
    });
    expect(texts.length).toBeGreaterThan(300);
    for (const text of texts) {
      const given = withRows(JSON.parse(text));
      if (given === undefined) continue;
      const parsed = runEventSchema.safeParse(given);
      expect([text, parsed.success]).toEqual([text, true]);
      expect(parsed.data).toEqual(given);
    }
  });

  it.each([
    ['no sample', { type: 'log', t: 1, columns: { pid: [1] } }],
    ['a time out of reach', { type: 'sample', t: 1e13, columns: { pid: [1] } }],
    ['a field of its own', { type: 'sample', t: 1, columns: { pid: [1] }, more: 1 }],
    ['no pids', { type: 'sample', t: 1, columns: { cpu: [1] } }],
    ['a column that is too short', { type: 'sample', t: 1, columns: { pid: [1, 2], cpu: [1] } }],
    ['a column nobody knows', { type: 'sample', t: 1, columns: { pid: [1], constructor: [1] } }],
    ['more rows than any machine has', { type: 'sample', t: 1, columns: { pid: new Array(10_001).fill(1) } }],
    ['text for columns', { type: 'sample', t: 1, columns: 'pid' }],
  ])('refuses one with %s', (_, given) => {
    expect(reread(given)).toBeUndefined();
  });

  it('lets no key of a prototype in', () => {
    const text = '{"type":"sample","t":1,"columns":{"pid":[1],"__proto__":[{"isAdmin":true}]}}';
    expect(withRows(JSON.parse(text))).toBeUndefined();
  });
});
