import { symlinkSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Shows the Python probe where to keep its compiled code (`code_cache.py`): by a link beside the
 * run's socket, so that the programs' environment gets no more names. The probe makes the folder
 * when it needs it; without it each start compiles.
 */
export function offerCodeCache(socketFolder: string, cache: string): void {
  try {
    symlinkSync(cache, join(socketFolder, 'code'));
  } catch {
    // A disk that is full, or a system without links: starts take a little longer.
  }
}
