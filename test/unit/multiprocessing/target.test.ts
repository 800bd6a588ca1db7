import { describe, expect, it } from 'vitest';
import { targetReference } from '../../../src/main/multiprocessing/target';
import { resolveTarget } from '../../../src/main/multiprocessing/worker/resolve-target';

/** What arrives in the child: a copy of plain data. */
const travel = async (...target: Parameters<typeof targetReference>) =>
  resolveTarget(structuredClone(targetReference(...target)));

/** Written without the test runner's changes to its text. */
const written = (text: string): (() => unknown) => (0, eval)(`(${text})`) as () => unknown;

describe('a target', () => {
  it.each([
    ['an arrow function', (a: number, b: number) => a + b],
    [
      'a function',
      function add(a: number, b: number) {
        return a + b;
      },
    ],
    ['an async arrow function', async (a: number, b: number) => Promise.resolve(a + b)],
    ['what esbuild makes of named functions', written('(a, b) => { const f = __name(() => a + b, "f"); return f(); }')],
  ])('travels as source: %s', async (_, target) => {
    const arrived = await travel(target);
    await expect(Promise.resolve(arrived(2, 3))).resolves.toBe(5);
  });

  it('is the same function when it is sent again', async () => {
    const target = (): number => 1;
    expect(await travel(target)).toBe(await travel(target));
  });

  it('travels as module and name, from an ES module, from CommonJS, and as default', async () => {
    const module = (text: string): string => `data:text/javascript,${encodeURIComponent(text)}`;
    const es = module('export const one = () => 1; export default () => 2;');
    expect((await travel({ module: es, name: 'one' }))()).toBe(1);
    expect((await travel({ module: es, name: 'default' }))()).toBe(2);
    const hidden = module('export default { three: () => 3 };');
    expect((await travel({ module: hidden, name: 'three' }))()).toBe(3);
    await expect(travel({ module: es, name: 'toString' })).rejects.toThrow(
      'The module exports no function toString; it exports default, one',
    );
  });

  it('imports from the place of the file that named it', async () => {
    const target = written(
      'async () => (await import("../../../package.json", { with: { type: "json" } })).default.name',
    );
    expect(await (await travel(target, import.meta.filename))()).toBe('joinscope');
  });

  it.each([
    ['is native', Math.max],
    ['is bound', ((a: number) => a).bind(undefined)],
    ['is a method', written('{ call() { return 1; } }.call')],
    ['is a method', written('Object.getOwnPropertyDescriptor({ get it() { return 1; } }, "it").get')],
    ['is a class', written('class { }')],
    ['is a generator', written('function* count() { yield 1; }')],
    ['is a generator', written('async function* count() { yield 1; }')],
  ])('is refused with the reason when it %s', (reason, target) => {
    expect(() => targetReference(target)).toThrow(TypeError);
    expect(() => targetReference(target)).toThrow(reason);
  });

  it('says which variable it lacked, at once or later', async () => {
    const atOnce = await travel(written('() => outside + 1'));
    expect(() => atOnce()).toThrow(
      'outside is not defined: the function was sent as source and does not see `outside` from where it was written; ' +
        'pass it in args, or export the function from a module',
    );
    const later = await travel(written('async () => { await null; assigned = 1; }'));
    await expect(later()).rejects.toThrow('does not see `assigned`');
    await expect(later()).rejects.toBeInstanceOf(ReferenceError);
    await expect(later()).rejects.toHaveProperty('stack', expect.stringContaining('sent-as-source'));
    const old = await travel(written('() => require("node:fs")'));
    expect(() => old()).toThrow('load modules in it by `await import()`');
  });

  it('leaves other errors alone, and those of modules it calls', async () => {
    const other = await travel(() => {
      throw new ReferenceError('my own');
    });
    expect(() => other()).toThrow(/^my own$/);
    const deep = await travel(
      written('async () => (await import("data:text/javascript,export default () => nowhere")).default()'),
    );
    await expect(deep()).rejects.toThrow(/^nowhere is not defined$/);
  });
});
