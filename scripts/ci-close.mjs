/** The closing line of `.ci/run`: tests and checks added up from the files they left. */
import { existsSync, readFileSync } from 'node:fs';
import { inProject } from './setup/project.mjs';
import { addUp, closingLine, isGreen } from './test/tally.mjs';

/** A part that left no file did not get to its end. */
function read(name) {
  const file = inProject('test-results', `${name}.json`);
  const found = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { failed: 1 };
  return { passed: 0, skipped: 0, ...found };
}

const total = addUp([read('check'), read('tests')]);
console.log(closingLine(total));
process.exitCode = isGreen(total) ? 0 : 1;
