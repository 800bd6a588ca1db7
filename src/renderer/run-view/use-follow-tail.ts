import { type RefObject, useCallback, useLayoutEffect, useState } from 'react';

interface Tail {
  readonly isFollowing: boolean;
  /** Call on each scroll of the list: scrolling up pauses, reaching the end goes on. */
  readonly onScrolled: () => void;
  readonly follow: () => void;
}

/**
 * Keeps the end of a growing list in sight until the person scrolls up.
 *
 * @param dropped lines that fell off the front so far: the place one reads stays where it is.
 */
export function useFollowTail(
  ref: RefObject<HTMLElement | null>,
  list: { readonly count: number; readonly dropped: number; readonly rowHeight: number },
): Tail {
  const [isFollowing, setFollowing] = useState(true);
  const [seenDropped, setSeenDropped] = useState(list.dropped);
  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    if (isFollowing) element.scrollTop = element.scrollHeight;
    else if (list.dropped > seenDropped) element.scrollTop -= (list.dropped - seenDropped) * list.rowHeight;
    setSeenDropped(list.dropped);
  }, [ref, isFollowing, seenDropped, list.count, list.dropped, list.rowHeight]);
  const onScrolled = useCallback(() => {
    const element = ref.current;
    if (element === null) return;
    setFollowing(element.scrollHeight - element.scrollTop - element.clientHeight < list.rowHeight);
  }, [ref, list.rowHeight]);
  return { isFollowing, onScrolled, follow: useCallback(() => setFollowing(true), []) };
}
