import fc from 'fast-check';

/** Whatever structuredClone can copy, with cycles left to tests of their own. */
export function anyValue(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.anything({
      withBigInt: true,
      withBoxedValues: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withSparseArray: true,
      withTypedArray: true,
      stringUnit: 'binary',
      maxDepth: 4,
    }),
    fc.array(fc.oneof(fc.integer(), fc.double())),
    fc.array(fc.integer({ min: -200, max: 200 })),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.dictionary(fc.string(), fc.array(fc.record({ id: fc.nat(), name: fc.string(), on: fc.boolean() }))),
  );
}
