/** Memory that another process can read, without a file that has a name: Linux alone. Node has none. */
import { closeSync } from 'node:fs';
import type { LibraryHandle } from 'koffi';
import type { Bytes } from '../../../shared/units';
import { type Koffi, loadKoffi, type LoadPackage } from './native';

export interface SharedMemory {
  /** Of this process; whoever opens it has the same memory. */
  readonly descriptor: number;
  readonly bytes: Uint8Array;
}

/** memfd_create(2): it goes to no program that this one starts. */
const MFD_CLOEXEC = 1;
/** mmap(2). */
const PROT_READ_WRITE = 3;
const MAP_SHARED_FIXED = 0x11;
/** The largest page of any Linux on these processors. */
const PAGE = 65_536n;
const MARGIN = 4096n;

/** @param size a multiple of 64 KiB. @returns `undefined` where there can be none. */
export function openSharedMemory(size: Bytes, load: LoadPackage): SharedMemory | undefined {
  try {
    return mapMemory(size, loadKoffi(load));
  } catch {
    return undefined;
  }
}

function mapMemory(size: Bytes, koffi: Koffi): SharedMemory | undefined {
  const library = koffi.load(null);
  const create = library.func('memfd_create', 'int', ['str', 'uint']) as (name: string, flags: number) => number;
  const resize = library.func('ftruncate', 'int', ['int', 'int64']) as (fd: number, size: number) => number;
  const descriptor = create('joinscope-journal', MFD_CLOEXEC);
  if (descriptor < 0) return undefined;
  if (resize(descriptor, size) === 0) {
    const bytes = mapOnto(koffi, library, { descriptor, size });
    if (bytes !== undefined) return { descriptor, bytes };
  }
  closeSync(descriptor);
  return undefined;
}

/**
 * Puts the memory in the place of pages of an ordinary buffer. The other way round, a buffer
 * made of foreign memory, is refused by an engine that keeps all buffers in one cage, as
 * Electron's does, and koffi ends the process then.
 *
 * The pages are well inside of the buffer: what the allocator notes at its ends stays its own.
 */
function mapOnto(
  koffi: Koffi,
  library: LibraryHandle,
  { descriptor, size }: { readonly descriptor: number; readonly size: Bytes },
): Uint8Array | undefined {
  const map = library.func('mmap', 'intptr', ['intptr', 'size_t', 'int', 'int', 'int', 'int64']) as (
    ...args: readonly (number | bigint)[]
  ) => number | bigint;
  const buffer = new ArrayBuffer(size + 2 * Number(PAGE));
  const start = koffi.address(new Uint8Array(buffer));
  const pages = ((start + MARGIN + PAGE - 1n) / PAGE) * PAGE;
  const mapped = map(pages, size, PROT_READ_WRITE, MAP_SHARED_FIXED, descriptor, 0);
  return BigInt(mapped) === pages ? new Uint8Array(buffer, Number(pages - start), size) : undefined;
}
