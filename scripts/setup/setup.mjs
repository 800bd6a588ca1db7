/** Everything a fresh clone lacks, in the order in which one thing needs the other. */
import { ensureBuild } from './build.mjs';
import { ensureDependencies } from './dependencies.mjs';
import { ensureElectron } from './electron.mjs';
import { ensureSystemLibraries } from './system-libraries.mjs';

/**
 * Says one line for each thing it does and nothing for what is already there.
 *
 * @param {{ tests?: boolean, fonts?: boolean }} wanted beyond what the window needs
 */
export async function setUp(wanted = {}) {
  await ensureDependencies();
  await ensureElectron();
  await ensureSystemLibraries(wanted);
  await ensureBuild();
}
