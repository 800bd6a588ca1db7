import { nameParts } from '../selectors/name-parts';

/** A process's name, cut before the number at its end. */
export function CutName({ name }: { readonly name: string }) {
  const [head, tail] = nameParts(name);
  return (
    <span className="rv-name rv-words">
      <span className="rv-cut">{head}</span>
      <span>{tail}</span>
    </span>
  );
}
