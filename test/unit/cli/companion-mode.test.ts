import { describe, expect, it } from 'vitest';
import { companionModeFor } from '../../../src/main/cli/companion-mode';

describe('companionModeFor', () => {
  it.each([
    ['run -- python3 program.py', 'tee'],
    ['run --quiet -- ls --help', 'tee'],
    ['run ls --help', 'tee'],
    ['run --help', undefined],
    ['run --quiet --help -- ls', undefined],
    ['run', undefined],
    ['demo', 'capture'],
    ['demo primes', 'capture'],
    ['demo --list', undefined],
    ['report a.joinscope', undefined],
    ['', undefined],
  ])('is for "%s" %s', (line, mode) => {
    expect(companionModeFor(line.split(' ').filter(Boolean))).toBe(mode);
  });
});
