// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import type { Pen } from '../../../../../src/renderer/run-view/picture/pen';
import { svgText } from '../../../../../src/renderer/run-view/picture/save-picture';
import { SvgPen } from '../../../../../src/renderer/run-view/picture/svg-pen';

const measure = (text: string): number => text.length * 5;
const newPen = (): SvgPen => new SvgPen(measure);

describe('the pen that writes SVG', () => {
  it('writes paths, rectangles and circles with the colours of the moment', () => {
    const pen = newPen();
    pen.beginPath();
    pen.lineTo(1, 2);
    pen.lineTo(3.14159, 4);
    pen.strokeStyle = '#ff0000';
    pen.setLineDash([2, 3]);
    pen.stroke();
    pen.globalAlpha = 0.5;
    pen.fillRect(1, 2, 3, 4);
    pen.beginPath();
    pen.arc(10, 10, 5);
    pen.fill();
    expect(pen.content.split('\n')).toEqual([
      '<path d="M1 2L3.14 4" fill="none" stroke="#ff0000" stroke-width="1" stroke-dasharray="2 3"/>',
      '<rect x="1" y="2" width="3" height="4" fill="#000" fill-opacity="0.5"/>',
      '<path d="M5 10a5 5 0 1 1 10 0a5 5 0 1 1 -10 0z" fill="#000" fill-opacity="0.5"/>',
    ]);
  });

  it('ends what was cut out and moved where a canvas would', () => {
    const pen = newPen();
    pen.fillStyle = '#111111';
    pen.save();
    pen.translate(5, 6);
    pen.beginPath();
    pen.rect(0, 0, 9, 9);
    pen.clip();
    pen.fillStyle = '#222222';
    pen.fillRect(0, 0, 1, 1);
    pen.restore();
    pen.fillRect(0, 0, 2, 2);
    expect(pen.content.split('\n')).toEqual([
      '<g transform="translate(5 6)">',
      '<defs><clipPath id="clip-1"><path d="M0 0h9v9h-9z"/></clipPath></defs>',
      '<g clip-path="url(#clip-1)">',
      '<rect x="0" y="0" width="1" height="1" fill="#222222"/>',
      '</g></g>',
      '<rect x="0" y="0" width="2" height="2" fill="#111111"/>',
    ]);
  });

  it('draws a pattern once a key', () => {
    const pen = newPen();
    const draw = (tile: Pen): void => {
      tile.fillRect(0, 0, 1, 1);
    };
    expect([pen.pattern('a', 7, draw), pen.pattern('a', 7, draw), pen.pattern('b', 7, draw)]).toEqual([
      'url(#pattern-1)',
      'url(#pattern-1)',
      'url(#pattern-2)',
    ]);
  });

  it('aligns texts, and takes names of a hostile program as text', () => {
    const text = svgText(
      {
        title: '</title><script>alert(1)</script>',
        description: 'a "b" & c\u0000\uFFFF',
        size: { width: 10, height: 20 },
        paint: (pen) => {
          pen.font = "600 20px 'Some Font', serif";
          pen.textAlign = 'right';
          pen.textBaseline = 'middle';
          pen.fillText('<b onload="x">', 5, 10);
        },
      },
      measure,
    );
    const parsed = new DOMParser().parseFromString(text, 'image/svg+xml');
    expect(text).toContain(
      '<text x="5" y="17" font-size="20" font-family="\'Some Font\', serif" font-weight="600" text-anchor="end"',
    );
    expect(parsed.querySelector('title')?.textContent).toBe('</title><script>alert(1)</script>');
    expect(parsed.querySelector('desc')?.textContent).toBe('a "b" & c');
    expect(parsed.querySelector('text')?.textContent).toBe('<b onload="x">');
    expect(parsed.querySelector('script')).toBeNull();
  });
});
