/**
 * Refuses a Node that is too old, in a sentence and not with a syntax error.
 *
 * This file and the commands that import it are the only ones an old Node reads, so they keep
 * to what Node 12 can parse: no `??`, no `?.`, no top-level await, no `node:` prefix. All else
 * is imported once the version is known to be right.
 */
const OLDEST = '20.19.0';

/**
 * Imports the rest of a command if this Node can run it.
 *
 * @param {() => Promise<unknown>} load
 * @param {number} failureCode what to exit with when it cannot, or when the rest throws
 */
export function withRecentNode(load, failureCode = 1) {
  if (!isAtLeast(process.versions.node, OLDEST)) {
    console.error('Joinscope needs Node ' + OLDEST + ' or newer; this is Node ' + process.versions.node + '.');
    process.exit(failureCode);
  }
  load().catch(function (error) {
    console.error((error && error.isExpected && error.message) || error);
    process.exit(failureCode);
  });
}

/**
 * @param {string} found dotted numbers
 * @param {string} expected dotted numbers
 */
export function isAtLeast(found, expected) {
  const left = found.split('.').map(Number);
  const right = expected.split('.').map(Number);
  for (let place = 0; place < right.length; place++) {
    if (left[place] !== right[place]) return left[place] > right[place];
  }
  return true;
}
