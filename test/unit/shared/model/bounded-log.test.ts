import { expect, it } from 'vitest';
import { BoundedLog } from '../../../../src/shared/model/bounded-log';

it('keeps the newest entries and counts the others', () => {
  const log = new BoundedLog<number>(100);
  for (let entry = 0; entry < 1000; entry += 1) log.push(entry);
  expect(log.entries.at(-1)).toBe(999);
  expect(log.entries.length).toBeGreaterThanOrEqual(100);
  expect(log.entries.length).toBeLessThan(125);
  expect(log.dropped + log.entries.length).toBe(1000);
  expect(log.entries[0]).toBe(log.dropped);
});
