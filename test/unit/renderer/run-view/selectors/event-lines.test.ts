import { describe, expect, it } from 'vitest';
import { eventLine } from '../../../../../src/renderer/run-view/selectors/event-lines';
import { texts } from '../../../../../src/shared/locales';
import { causes, confidences, hangKinds } from '../../../../../src/shared/verdict';
import { eventsFrom, modelFrom } from '../../../../support/renderer/recording-from';

const text = `
  0   start 100 main
  10  start 101 child <100
  20  join 100 101
  70  exit 101 SIGKILL
  75  joined 100 101 55
  80  start 101 other <100
  90  exit 101 0
`;

describe('events as lines', () => {
  it('say who, what and how long', () => {
    const model = modelFrom(text);
    const lines = eventsFrom(text).map((event) => eventLine(event, model));
    expect(lines.map(({ id, process, tone }) => [id, process?.name, tone])).toEqual([
      ['process-started', 'main', 'plain'],
      ['process-started', 'child', 'plain'],
      ['join-started', 'main', 'plain'],
      ['process-exited-signal', 'child', 'bad'],
      ['join-returned', 'main', 'ok'],
      ['process-started', 'other', 'plain'],
      ['process-exited', 'other', 'ok'],
    ]);
    expect(lines[4]?.values).toEqual({ child: 'child', time: '55 ms' });
  });
});

describe('texts of the run view', () => {
  const { run } = texts.en;
  const has = (table: object, keys: readonly string[]) => keys.filter((key) => !(key in table));

  it('cover every cause, confidence and hang', () => {
    expect(has(run.cause, causes)).toEqual([]);
    expect(has(run.confidence, confidences)).toEqual([]);
    expect(has(run.hang, hangKinds)).toEqual([]);
  });

  it('are the same keys in both languages', () => {
    const keysOf = (table: object, path = ''): readonly string[] =>
      Object.entries(table).flatMap(([key, value]) =>
        typeof value === 'object' ? keysOf(value as object, `${path}${key}.`) : [`${path}${key}`],
      );
    expect(keysOf(texts.zh.run)).toEqual(keysOf(run));
  });
});
