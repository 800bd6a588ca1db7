/**
 * Follows each key to the next; what comes back to itself is a ring. Each ring is found once,
 * in the order in which its members point at each other.
 *
 * @param nextOf the key that the given link points at; one without a link of its own ends the walk.
 */
export function ringsIn<Key, Link>(
  links: ReadonlyMap<Key, Link>,
  nextOf: (link: Link) => Key,
): readonly (readonly Link[])[] {
  const rings: Link[][] = [];
  const done = new Set<Key>();
  for (const start of links.keys()) {
    const keys: Key[] = [];
    const path: Link[] = [];
    let key = start;
    for (let link = links.get(key); link !== undefined && !done.has(key); link = links.get(key)) {
      done.add(key);
      keys.push(key);
      path.push(link);
      key = nextOf(link);
    }
    const from = keys.indexOf(key);
    if (from >= 0) rings.push(path.slice(from));
  }
  return rings;
}
