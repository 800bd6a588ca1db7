import { describe, expect, it } from 'vitest';
import { MAX_DRAWN, NODE, ringPicture } from '../../../../../src/renderer/run-view/selectors/ring-picture';

const sizes = Array.from({ length: MAX_DRAWN }, (_, place) => place + 1);

describe.each(sizes)('the picture of a ring of %i', (links) => {
  const { nodes, arrows, width, height } = ringPicture(links);

  it('has a box for each process and each lock, and an arrow on from each', () => {
    expect(nodes.map(({ kind }) => kind)).toEqual(
      Array.from({ length: links * 2 }, (_, place) => (place % 2 === 0 ? 'process' : 'lock')),
    );
    expect(arrows).toHaveLength(links * 2);
  });

  it('keeps every box within the picture and off the others', () => {
    for (const { x, y } of nodes) {
      expect(x).toBeGreaterThanOrEqual(NODE.width / 2);
      expect(x).toBeLessThanOrEqual(width - NODE.width / 2);
      expect(y).toBeGreaterThanOrEqual(NODE.height / 2);
      expect(y).toBeLessThanOrEqual(height - NODE.height / 2);
    }
    for (const [place, one] of nodes.entries()) {
      for (const other of nodes.slice(place + 1)) {
        const isApart = Math.abs(one.x - other.x) >= NODE.width || Math.abs(one.y - other.y) >= NODE.height;
        expect([one, other, isApart]).toEqual([one, other, true]);
      }
    }
  });
});
