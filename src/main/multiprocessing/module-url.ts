import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requireKind } from './require-argument';

/**
 * The URL by which a child imports a module.
 *
 * @param module a URL, or an absolute path.
 * @throws {TypeError} for a relative path: nobody could say relative to what.
 */
export function moduleUrl(module: string | URL): string {
  if (module instanceof URL) return module.href;
  requireKind('module', module, 'module');
  if (isAbsolute(module)) return pathToFileURL(module).href;
  if (URL.canParse(module)) return module;
  throw new TypeError(`Expected a URL or an absolute path of a module, found ${module}; try import.meta.resolve`);
}
