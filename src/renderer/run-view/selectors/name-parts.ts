/** The number at the end of a name tells one worker from another: where room is short the rest gives way. */
export function nameParts(name: string): readonly [head: string, tail: string] {
  const tail = /[-_ #:.]?\d{1,8}$/.exec(name)?.[0] ?? '';
  return tail.length === name.length ? [name, ''] : [name.slice(0, name.length - tail.length), tail];
}
