/**
 * Called by electron-builder when a package is put together: refuses one without the native
 * part of koffi. It would run all the same, but see less: lives shorter than a scan, and exit
 * codes that nobody passed on.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** @param {import('electron-builder').AfterPackContext} context */
export default function checkNativeModule({ packager, appOutDir }) {
  const folder = join(packager.getResourcesDir(appOutDir), 'app.asar.unpacked', 'node_modules', '@koromix');
  if (!existsSync(folder)) throw new Error(`Expected koffi's native module in ${folder}, found nothing.`);
}
