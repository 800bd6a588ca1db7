import { describe, expect, it } from 'vitest';
import { hugePagesIn } from '../../../../src/main/multiprocessing/link/huge-pages';

const MIB = 1_048_576n;

describe('huge pages within memory', () => {
  it('are those that lie in it from end to end', () => {
    expect(hugePagesIn(2n * MIB, 4_194_304)).toEqual({ start: 2n * MIB, size: 4n * MIB });
    expect(hugePagesIn(2n * MIB + 16n, 4_194_304)).toEqual({ start: 4n * MIB, size: 2n * MIB });
    expect(hugePagesIn(2n * MIB - 1n, 4_194_304)).toEqual({ start: 2n * MIB, size: 2n * MIB });
  });

  it('are none where none lies in it whole', () => {
    expect(hugePagesIn(2n * MIB + 16n, 2_097_152)).toBeUndefined();
    expect(hugePagesIn(4n * MIB - 16n, 32)).toBeUndefined();
    expect(hugePagesIn(4n * MIB, 0)).toBeUndefined();
  });
});
