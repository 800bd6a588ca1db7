import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { protocol } from 'electron';
import { PAGE_SCHEME, pageFileOf } from './page-address';
import { pageHeaders } from './page-headers';

/** Must run before the program is ready (Electron docs, protocol.registerSchemesAsPrivileged). */
export function declarePageScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: PAGE_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built page, and nothing else, from its folder. */
export function servePage(folder: string): void {
  protocol.handle(PAGE_SCHEME, async ({ url, method }) => {
    const file = pageFileOf(url);
    if (file === undefined || method !== 'GET') return new Response('Refused', { status: 403 });
    try {
      const path = join(folder, ...file);
      return new Response(await readFile(path), { headers: pageHeaders(path) });
    } catch {
      return new Response('Not found', { status: 404 });
    }
  });
}
