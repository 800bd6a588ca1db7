/** Which Debian package brings a shared library that Electron loads. Names are those of Debian 12. */
export const packageOfLibrary = new Map([
  ['libX11.so.6', 'libx11-6'],
  ['libXcomposite.so.1', 'libxcomposite1'],
  ['libXdamage.so.1', 'libxdamage1'],
  ['libXext.so.6', 'libxext6'],
  ['libXfixes.so.3', 'libxfixes3'],
  ['libXrandr.so.2', 'libxrandr2'],
  ['libXss.so.1', 'libxss1'],
  ['libXtst.so.6', 'libxtst6'],
  ['libasound.so.2', 'libasound2'],
  ['libatk-1.0.so.0', 'libatk1.0-0'],
  ['libatk-bridge-2.0.so.0', 'libatk-bridge2.0-0'],
  ['libatspi.so.0', 'libatspi2.0-0'],
  ['libcairo.so.2', 'libcairo2'],
  ['libcups.so.2', 'libcups2'],
  ['libdbus-1.so.3', 'libdbus-1-3'],
  ['libdrm.so.2', 'libdrm2'],
  ['libexpat.so.1', 'libexpat1'],
  ['libgbm.so.1', 'libgbm1'],
  ['libgdk-3.so.0', 'libgtk-3-0'],
  ['libgio-2.0.so.0', 'libglib2.0-0'],
  ['libglib-2.0.so.0', 'libglib2.0-0'],
  ['libgobject-2.0.so.0', 'libglib2.0-0'],
  ['libgtk-3.so.0', 'libgtk-3-0'],
  ['libnspr4.so', 'libnspr4'],
  ['libnss3.so', 'libnss3'],
  ['libnssutil3.so', 'libnss3'],
  ['libpango-1.0.so.0', 'libpango-1.0-0'],
  ['libsmime3.so', 'libnss3'],
  ['libudev.so.1', 'libudev1'],
  ['libxcb.so.1', 'libxcb1'],
  ['libxkbcommon.so.0', 'libxkbcommon0'],
]);

/** Programs the tests and the screenshots start; the key is also the name of the file. */
export const packageOfProgram = new Map([
  ['Xvfb', 'xvfb'],
  ['xauth', 'xauth'],
  ['python3', 'python3'],
  ['make', 'make'],
  ['strace', 'strace'],
  ['parallel', 'parallel'],
  ['zsh', 'zsh'],
  ['fish', 'fish'],
  ['groff', 'groff-base'],
]);

/** A library of Python that the tests run a program on: no file on the path tells whether it is there. */
export const PYTHON_LIBRARY = { name: 'joblib', python: '/usr/bin/python3', package: 'python3-joblib' };

/** Without it Chinese is drawn as boxes. */
export const CHINESE_FONTS = 'fonts-noto-cjk';

/**
 * Libraries that `ldd` could not find.
 *
 * @param {string} lddOutput
 */
export function missingLibraries(lddOutput) {
  return [...lddOutput.matchAll(/^\s*(\S+) => not found/gm)].map(([, library]) => library);
}

/**
 * The packages to install, sorted, each once, and the libraries no package is known for.
 *
 * @param {readonly string[]} libraries
 * @param {readonly string[]} programs
 */
export function packagesFor(libraries, programs) {
  const names = [
    ...libraries.map((library) => packageOfLibrary.get(library)),
    ...programs.map((program) => packageOfProgram.get(program)),
  ];
  return {
    packages: [...new Set(names.filter((name) => name !== undefined))].sort(),
    unknown: libraries.filter((library) => !packageOfLibrary.has(library)),
  };
}
