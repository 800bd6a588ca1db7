import { describe, expect, it } from 'vitest';
import { NeededLines } from '../../../src/main/record/needed-lines';

const header = '{"format":"joinscope"}\n';
const started = '{"type":"process-started","t":1,"pid":1,"name":"ä"}\n';
const sample = `{"type":"sample","t":2,"columns":{"pid":[${'1,'.repeat(40)}1]}}\n`;
const said = '{"type":"log","t":3,"text":"\\"type\\":\\"verdict\\""}\n';
const verdict = '{"t":4,"type":"verdict","pid":1}\n';
const ended = '{"type":"run-ended","t":5}\n';
const whole = header + started + sample + said + verdict + sample + ended + sample;

function passing(text: string, { piece = text.length, isGrowing = false } = {}) {
  const bytes = Buffer.from(text);
  const sieve = new NeededLines({ isGrowing });
  const passed: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += piece) passed.push(sieve.push(bytes.subarray(at, at + piece)));
  passed.push(sieve.end());
  return { text: Buffer.concat(passed).toString(), last: sieve.last, position: sieve.position };
}

describe('lines taken out of the bytes of a recording for a list', () => {
  it('are the header and those that say what a list needs, wherever pieces end', () => {
    for (const piece of [1, 2, 3, 16, 101, 4096]) {
      const { text, last } = passing(whole, { piece });
      expect(text, `pieces of ${piece}`).toBe(header + started + verdict + ended);
      expect(last).toBe(sample.trimEnd());
    }
  });

  it('end with what stands without a line end, but not in a file that still grows: that is read with what follows', () => {
    const torn = `${whole}{"type":"verdict","t":6`;
    expect(passing(torn).text).toMatch(/"t":6$/);
    expect(passing(torn, { isGrowing: true })).toMatchObject({
      text: header + started + verdict + ended,
      position: Buffer.byteLength(whole),
    });
  });

  it('leave out a line that is too long to be ours, and hold no more of it than of another', () => {
    const long = `{"type":"verdict","text":"${'x'.repeat(3 * 1024 ** 2)}"}\n`;
    expect(passing(header + long + ended, { piece: 65_536 }).text).toBe(header + ended);
  });
});
