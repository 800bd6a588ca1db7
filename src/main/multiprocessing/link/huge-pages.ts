import type { Bytes } from '../../../shared/units';
import type { Koffi } from './native';

/** Of x64 and, with the usual small pages of 4 KiB, of arm64. */
const HUGE = 2n ** 21n;
/** madvise(2). */
const MADV_HUGEPAGE = 14;

/** The whole huge pages within memory; `undefined` where there are none. */
export function hugePagesIn(
  address: bigint,
  length: Bytes,
): { readonly start: bigint; readonly size: bigint } | undefined {
  const start = ((address + HUGE - 1n) / HUGE) * HUGE;
  const size = ((address + BigInt(length)) / HUGE) * HUGE - start;
  return size > 0n ? { start, size } : undefined;
}

/**
 * What asks the system for huge pages where fresh memory is about to be filled: one page fault
 * instead of 512. Linux gives them to those who ask (`transparent_hugepage`: `madvise`, as most
 * distributions have it); where it does not, nothing changes.
 */
export function hugePageAdviser(koffi: Koffi): (bytes: Uint8Array) => void {
  const advise = koffi.load(null).func('madvise', 'int', ['intptr', 'size_t', 'int']) as (
    start: bigint,
    size: bigint,
    advice: number,
  ) => number;
  return (bytes) => {
    const pages = hugePagesIn(koffi.address(bytes), bytes.length);
    if (pages !== undefined) advise(pages.start, pages.size, MADV_HUGEPAGE);
  };
}
