import { describe, expect, it } from 'vitest';
import { ladder } from '../../../src/main/diagnose/ladder';
import { verdictOn } from './play-run';
import { scenarios } from './scenarios/index';

describe('the ladder', () => {
  it.each(scenarios)(
    '$name: $cause, $confidence',
    ({ script, pid, cause, confidence, title, says = [], saysNot = [] }) => {
      const verdict = verdictOn(pid, script);
      const said = [...verdict.evidence, ...verdict.ruledOut, ...verdict.advice].map(({ id }) => id);
      expect({ cause: verdict.cause, confidence: verdict.confidence, title: verdict.title.id }).toEqual({
        cause,
        confidence,
        title,
      });
      expect(said).toEqual(expect.arrayContaining([...says]));
      expect(said.filter((id) => saysNot.includes(id))).toEqual([]);
    },
  );

  it('names the source of each rung, and no two rungs alike', () => {
    expect(new Set(ladder.map(({ name }) => name)).size).toBe(ladder.length);
    expect(ladder.every(({ source }) => source.length > 10)).toBe(true);
  });
});
