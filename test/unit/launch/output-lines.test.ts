import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { MAX_LINE, OutputLines } from '../../../src/main/launch/output-lines';

const bytes = (text: string) => new TextEncoder().encode(text);
const textsOf = (lines: OutputLines, ...chunks: readonly Uint8Array[]) =>
  [...chunks.flatMap((chunk) => lines.push(chunk)), ...lines.end()].map(({ text }) => text);

describe('lines of output', () => {
  it('ends a line at a line feed, with or without a carriage return', () => {
    expect(textsOf(new OutputLines(), bytes('a\nb\r\nc'))).toEqual(['a', 'b', 'c']);
  });

  it('keeps a lone carriage return, as progress bars write it', () => {
    expect(textsOf(new OutputLines(), bytes('10 %\r20 %\n'))).toEqual(['10 %\r20 %']);
  });

  it('gives a line when its end comes, not before', () => {
    const lines = new OutputLines();
    expect(lines.push(bytes('he'))).toEqual([]);
    expect(lines.push(bytes('llo\n'))).toEqual([{ text: 'hello', isCut: false }]);
  });

  it('cuts a line that is too long and says that it goes on', () => {
    const lines = new OutputLines();
    const [first, ...others] = [...lines.push(bytes(`${'x'.repeat(MAX_LINE + 5)}\n`)), ...lines.end()];
    expect(first).toMatchObject({ isCut: true });
    expect(first?.text).toHaveLength(MAX_LINE);
    expect(others).toEqual([{ text: 'xxxxx', isCut: false }]);
  });

  it('does not hold more than one long line of a stream without line ends', () => {
    const lines = new OutputLines();
    const cut = [...Array(50).keys()].flatMap(() => lines.push(bytes('y'.repeat(10_000))));
    expect(cut.map(({ text }) => text.length)).toEqual(Array(7).fill(MAX_LINE));
    expect(cut.every(({ isCut }) => isCut)).toBe(true);
  });

  it('gives the same lines however the bytes were cut into chunks', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(fc.nat({ max: 200 })), (all, cuts) => {
        const edges = [0, ...cuts.map((cut) => Math.min(cut, all.length)).sort((a, b) => a - b), all.length];
        const chunks = edges.slice(1).map((end, index) => all.subarray(edges[index], end));
        expect(textsOf(new OutputLines(), ...chunks)).toEqual(textsOf(new OutputLines(), all));
      }),
    );
  });
});
