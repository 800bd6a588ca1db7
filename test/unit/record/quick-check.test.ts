import { describe, expect, it } from 'vitest';
import { isCertainlyEvent } from '../../../src/main/record/quick-check';
import { runEventSchema } from '../../../src/shared/events';

const row = {
  pid: 4242,
  cpu: 12.5,
  cpuMs: 90,
  rss: 4096,
  threads: 3,
  state: 'R',
  coreWaitMs: 0,
  voluntary: 7,
  involuntary: 0,
  readBytes: 1,
  writtenBytes: 2,
};

const WELL: readonly object[] = [
  { type: 'task-submitted', t: 1.5, pool: 'P', task: 1, label: 'job', items: 4 },
  { type: 'task-started', t: -2, pool: 'P', task: 1, pid: 7 },
  { type: 'task-finished', t: 3, pool: 'P', task: 1, pid: 7, waitMs: 0, runMs: 0.25 },
  { type: 'queue-depth', t: 4, queue: 'Q', depth: 0, puts: 9, gets: 9, producers: 1, consumers: 2 },
  { type: 'sample', t: 5, rows: [row, { pid: 0 }] },
  { type: 'sample', t: 5, rows: [] },
];

/** What a hostile hand puts in the place of a value, as JSON. */
const HOSTILE: readonly string[] = [
  'null',
  'true',
  '-1',
  '-0',
  '0.5',
  '1e999',
  '-1e999',
  '1e13',
  '-1e13',
  '4194304',
  '4194305',
  '9007199254740991',
  '9007199254740993',
  '""',
  '"x"',
  JSON.stringify('x'.repeat(256)),
  JSON.stringify('x'.repeat(257)),
  '"RRRRR"',
  '"task-started"',
  '"constructor"',
  '[]',
  '{}',
  '[[]]',
  '[{"pid":1,"denied":["io"]}]',
  '[{"pid":1,"cpu":-1}]',
  '[{"pid":1,"__proto__":{}}]',
  '{"__proto__":{"pid":1}}',
];

/** Each text that comes of one change: a value replaced, a field left out, a field added, in the event and in its rows. */
function mutationsOf(event: object): readonly string[] {
  const fields = Object.entries(event).map(([key, value]) => [key, JSON.stringify(value)] as const);
  const written = (all: readonly (readonly [string, string])[]) =>
    `{${all.map(([key, text]) => `${JSON.stringify(key)}:${text}`).join(',')}}`;
  const at = (place: number, text: string) =>
    fields.map((field, own) => (own === place ? ([field[0], text] as const) : field));
  return [
    ...fields.flatMap((_, place) => HOSTILE.map((text) => written(at(place, text)))),
    ...fields.map((_, place) => written(fields.filter((_field, own) => own !== place))),
    ...['extra', '__proto__', 'constructor', 'toString', 'pid'].flatMap((key) =>
      HOSTILE.map((text) => written([...fields, [key, text]])),
    ),
    ...fields.map((_, place) => written([...fields, fields[place] ?? ['t', '0']])),
  ];
}

const texts = [
  ...WELL.map((event) => JSON.stringify(event)),
  ...WELL.flatMap(mutationsOf),
  ...mutationsOf(row).map((text) => `{"type":"sample","t":1,"rows":[{"pid":1},${text}]}`),
  ...HOSTILE,
];

describe('the quick check of an event', () => {
  it('says yes to the usual events, so that it is worth its while', () => {
    expect(WELL.map(isCertainlyEvent)).toEqual(WELL.map(() => true));
  });

  it('never says yes to what the schema refuses, or reads otherwise', () => {
    expect(texts.length).toBeGreaterThan(1500);
    for (const text of texts) {
      const value: unknown = JSON.parse(text);
      if (!isCertainlyEvent(value)) continue;
      const parsed = runEventSchema.safeParse(value);
      expect([text, parsed.success]).toEqual([text, true]);
      expect(value).toEqual(parsed.data);
    }
  });

  it('knows all of these types whole: what it refuses, the schema refuses, but for withheld figures', () => {
    const missed = texts.filter((text) => {
      const value: unknown = JSON.parse(text);
      return !isCertainlyEvent(value) && runEventSchema.safeParse(value).success;
    });
    expect(missed.filter((text) => !text.includes('denied'))).toEqual([]);
  });

  it('leaves every other type to the schema', () => {
    const verdictless = { type: 'run-ended', t: 1, exitCode: 0, signal: null, reason: 'exited' };
    expect(isCertainlyEvent(verdictless)).toBe(false);
    expect([null, 5, 'sample', [], { type: 'nonesuch' }].map(isCertainlyEvent)).toEqual([
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});
