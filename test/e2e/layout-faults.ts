import type { Page } from '@playwright/test';

/**
 * What is wrong with how things lie, in words: a page that scrolls sideways, words that are cut off without an ellipsis, controls
 * that lie upon each other, stick out of the window or are too small to be hit, words upon words. It holds whatever the font.
 */
export async function faultsOfLayout(page: Page): Promise<readonly string[]> {
  // Two pictures later what was asked for is laid out.
  await page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
  );
  return page.evaluate(findFaults);
}

/** In the page, and so without anything from outside. */
function findFaults(): readonly string[] {
  /** Fractions of a pixel are no fault. CSS pixels. */
  const SLACK = 1.5;
  /** Lines of words have room above and below their letters. */
  const WORDS_SLACK = 4;
  /** The least side of a control, as WCAG 2.2 has it for one that has no room around it: 24 with the room. */
  const LEAST = 12;
  const CONTROLS = 'button, input:not([type=hidden]), select, textarea, a[href], [role=tab], [role=button]';
  const found: string[] = [];

  const nameOf = (element: Element): string => {
    const words = (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40);
    return `${element.tagName.toLowerCase()}.${element.getAttribute('class')?.split(' ')[0] ?? ''} "${words}"`;
  };
  /** What is seen of a box: what scrolls or hides, from an element outwards, cuts it off. */
  const seenOf = (from: Element | null, box: DOMRect): DOMRect => {
    let { left, top, right, bottom } = box;
    for (let around = from; around !== null; around = around.parentElement) {
      const { overflowX, overflowY } = getComputedStyle(around);
      const edge = around.getBoundingClientRect();
      if (overflowX !== 'visible') [left, right] = [Math.max(left, edge.left), Math.min(right, edge.right)];
      if (overflowY !== 'visible') [top, bottom] = [Math.max(top, edge.top), Math.min(bottom, edge.bottom)];
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  };
  const isSeen = (element: Element): boolean =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
    element.closest('.only-heard, .rv-sr-only, [inert]') === null;
  /** What only a screen reader is to find has a pixel. */
  const isLarge = ({ width, height }: DOMRect): boolean => width > 2 && height > 2;
  const overlap = (one: DOMRect, other: DOMRect): number =>
    Math.min(
      Math.min(one.right, other.right) - Math.max(one.left, other.left),
      Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top),
    );

  /** One of the two lies within the other, and is part of it. */
  const areOne = (one: Element, other: Element): boolean => one.contains(other) || other.contains(one);

  const lookAtControls = (): void => {
    const controls = [...document.querySelectorAll(CONTROLS)].filter(isSeen).flatMap((element) => {
      const box = element.getBoundingClientRect();
      const seen = seenOf(element.parentElement, box);
      return isLarge(seen) ? [{ element, box, seen }] : [];
    });
    for (const { element, box } of controls) {
      if (Math.min(box.width, box.height) < LEAST && element.closest('label') === null)
        found.push(`small: ${nameOf(element)} ${Math.round(box.width)}x${Math.round(box.height)}`);
      if (box.right > innerWidth + SLACK || box.left < -SLACK) found.push(`outside: ${nameOf(element)}`);
    }
    controls.forEach((one, place) => {
      for (const other of controls.slice(place + 1)) {
        // A tab is one surface, in whose corner it is closed.
        if (areOne(one.element, other.element) || other.element.matches('.run-tab-close')) continue;
        if (overlap(one.seen, other.seen) > SLACK)
          found.push(`upon each other: ${nameOf(one.element)}, ${nameOf(other.element)}`);
      }
    });
  };

  /** The lines of words that are seen; those that are cut off are told. */
  const linesOf = (node: Node): readonly { readonly element: Element; readonly seen: DOMRect }[] => {
    const element = node.parentElement;
    if (element === null || (node.textContent ?? '').trim() === '' || !isSeen(element)) return [];
    if (element.closest('svg, .cm-editor, option') !== null) return [];
    const range = document.createRange();
    range.selectNodeContents(node);
    const cutting = cutBy(element)?.getBoundingClientRect();
    return [...range.getClientRects()].flatMap((box) => {
      const seen = seenOf(element, box);
      if (!isLarge(seen)) return [];
      if (cutting !== undefined && box.right > cutting.right + SLACK) found.push(`cut off: ${nameOf(element)}`);
      return [{ element, seen }];
    });
  };

  const lookAtWords = (): void => {
    const words: { readonly element: Element; readonly seen: DOMRect }[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) words.push(...linesOf(node));
    words.forEach((one, place) => {
      for (const other of words.slice(place + 1)) {
        if (!areOne(one.element, other.element) && overlap(one.seen, other.seen) > WORDS_SLACK)
          found.push(`words upon words: ${nameOf(one.element)}, ${nameOf(other.element)}`);
      }
    });
  };

  if (document.documentElement.scrollWidth > innerWidth)
    found.push(`sideways: ${document.documentElement.scrollWidth}`);
  lookAtControls();
  lookAtWords();
  return [...new Set(found)];

  /** The box that cuts words off with nothing to show for it: neither an ellipsis nor a way to scroll. */
  function cutBy(element: Element): Element | undefined {
    for (let around: Element | null = element; around !== null; around = around.parentElement) {
      const { overflowX, textOverflow, display } = getComputedStyle(around);
      if (textOverflow === 'ellipsis' || overflowX === 'auto' || overflowX === 'scroll') return undefined;
      if (overflowX !== 'visible' && display !== 'inline') return around;
    }
    return undefined;
  }
}
