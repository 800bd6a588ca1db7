/**
 * A library of npm as a program would use it: `node library.mjs NAME ROOT`. Takes a sample a second
 * of the tree below ROOT and prints how many processes were in it.
 */
import { setTimeout as sleep } from 'node:timers/promises';

const INTERVAL = 1000;
const [, , name, root] = process.argv;

const samplers = {
  pidusage: async () => {
    const { default: pidtree } = await import('pidtree');
    const { default: pidusage } = await import('pidusage');
    return async () => Object.keys(await pidusage(await pidtree(Number(root), { root: true }))).length;
  },
  systeminformation: async () => {
    const { processes } = await import('systeminformation');
    return async () => (await processes()).list.filter(({ name: one }) => one === 'sleep').length;
  },
};

const sample = await samplers[name]();
// A pause after each, not a date for each: one that takes longer than that would be followed by answers from its cache.
for (;;) {
  await sleep(INTERVAL);
  process.stdout.write(`${await sample()}\n`);
}
