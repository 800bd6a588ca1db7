import { describe, expect, it } from 'vitest';
import { errorOfFault, remoteFaultOf } from '../../../src/main/multiprocessing/remote-error';

class QuotaError extends Error {}

describe('an error on its way to another process', () => {
  it('keeps name, message, stack and causes', () => {
    const origin = new QuotaError('full', { cause: new TypeError('no room') });
    const copy = errorOfFault(structuredClone(remoteFaultOf(origin)));
    expect([copy.name, copy.message, copy.stack]).toEqual(['QuotaError', 'full', origin.stack]);
    expect(copy.cause).toMatchObject({ name: 'TypeError', message: 'no room' });
  });

  it.each([
    ['null', null, 'Thrown: null'],
    ['a text', 'gone', 'Thrown: gone'],
    ['a frozen object', Object.freeze({ code: 7 }), 'Thrown: {"code":7}'],
    ['a symbol', Symbol('x'), 'Thrown: Symbol(x)'],
  ])('makes an error of %s', (_name, thrown, message) => {
    expect(remoteFaultOf(thrown).message).toBe(message);
  });

  it('survives what cannot be read', () => {
    const hostile = new Error('x');
    Object.defineProperty(hostile, 'message', {
      get() {
        throw new Error('never');
      },
    });
    expect(remoteFaultOf(hostile).message).toBe('Thrown: a value that cannot be read');
  });

  it('cuts a chain of causes that leads back to itself', () => {
    const loop = new Error('loop');
    loop.cause = loop;
    expect(() => structuredClone(remoteFaultOf(loop))).not.toThrow();
  });
});
