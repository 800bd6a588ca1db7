/**
 * What Electron runs when it is given a folder: the fallback binary comes without it
 * (electron-fallback.mjs). Only what `electron PATH` needs: find the package, take its name
 * and version, import its main file.
 *
 * Electron waits for this module before it is ready, and so, through the `await` below, for
 * the app's own: what may only be done before that, such as declaring a scheme, still can.
 */
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app } from 'electron';

/** @param {readonly string[]} args */
function findTarget(args) {
  const first = args.find((arg) => !arg.startsWith('-'));
  return first === undefined ? undefined : resolve(first);
}

/** @param {string} target a file, or a folder with a package.json */
function loadPackage(target) {
  if (!statSync(target).isDirectory()) return target;
  const {
    name,
    productName,
    version,
    main = 'index.js',
  } = JSON.parse(readFileSync(join(target, 'package.json'), 'utf8'));
  if (version) app.setVersion(version);
  if (productName || name) app.setName(productName || name);
  app.setAppPath(target);
  app.setPath('userData', join(app.getPath('appData'), app.getName()));
  return join(target, main);
}

const target = findTarget(process.argv.slice(1));
if (target === undefined) {
  console.error('Expected the folder of an app, found no argument.');
  app.exit(1);
} else {
  process.defaultApp = true;
  try {
    await import(pathToFileURL(loadPackage(target)).href);
  } catch (error) {
    console.error(error);
    app.exit(1);
  }
}
