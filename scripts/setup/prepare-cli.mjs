/**
 * Before the command line in a checkout: builds if that is needed, tells it on stderr because
 * stdout belongs to the watched command, and costs a few milliseconds when it is not.
 */
import { isBuildFresh } from './fingerprint.mjs';

if (!isBuildFresh()) {
  const { voice } = await import('./step.mjs');
  voice.stream = process.stderr;
  const { ensureDependencies } = await import('./dependencies.mjs');
  await ensureDependencies();
  const { ensureBuild } = await import('./build.mjs');
  await ensureBuild();
}
