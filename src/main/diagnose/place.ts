/** Where in a program something was asked for, as its probe tells it. */
interface Place {
  readonly file?: string | undefined;
  readonly line?: number | undefined;
  readonly function?: string | undefined;
}

/** `program.py:42 in cleanup`; '' where it is not known. */
export function placeOf({ file = '', line, function: name }: Place): string {
  if (file === '') return '';
  const place = line === undefined ? file : `${file}:${line}`;
  return name === undefined ? place : `${place} in ${name}`;
}
