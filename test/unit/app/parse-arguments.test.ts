import { describe, expect, it } from 'vitest';
import { parseArguments } from '../../../src/main/app/parse-arguments';
import { argumentSchemas } from '../../../src/shared/ipc/argument-schemas';

const good = { argv: ['true'], cwd: '/', env: {}, shell: false };
const start = (given: unknown) => () => parseArguments('startCommand', argumentSchemas.startCommand, [given]);

describe('parseArguments', () => {
  it('gives what the contract allows', () => {
    expect(start(good)()).toEqual([good]);
  });

  it.each([
    [{ ...good, argv: [] }, /argv: .*>=1 items, found a list of 0/],
    [{ ...good, argv: 'ls' }, /argv: expected array, found "ls"/],
    [{ ...good, argv: ['ls', 3] }, /argv\.1: expected string, found 3/],
    [{ ...good, cwd: '' }, /cwd: .*>=1 characters, found ""/],
    [{ ...good, env: { A: null } }, /env\.A: expected string, found null/],
    [{ ...good, shell: 'yes' }, /shell: expected boolean, found "yes"/],
    [{ ...good, timeoutMs: -1 }, /timeoutMs: .*>0, found -1/],
    [undefined, /argument 1: expected object, found nothing/],
    ['x'.repeat(500), /argument 1: expected object, found a text of 500 characters/],
    [{ ...good, extra: 1 }, /Unrecognized key|extra/],
  ])('refuses %j and names the field', (given, message) => {
    expect(start(given)).toThrow(message);
  });

  it('refuses arguments that nobody asked for', () => {
    expect(() => parseArguments('appFacts', argumentSchemas.appFacts, [1])).toThrow(/appFacts refused/);
  });
});
