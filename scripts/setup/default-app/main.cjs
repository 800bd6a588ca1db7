/**
 * What Electron runs when it is given a folder: the fallback binary comes without it
 * (electron-fallback.mjs). Only what `electron PATH` needs: find the package, take its name
 * and version, import its main file.
 */
const { app } = require('electron');
const { readFileSync, statSync } = require('node:fs');
const { join, resolve } = require('node:path');
const { pathToFileURL } = require('node:url');

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
  import(pathToFileURL(loadPackage(target)).href).catch((error) => {
    console.error(error);
    app.exit(1);
  });
}
