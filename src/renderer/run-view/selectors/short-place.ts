/** `a.py:7` of `/srv/app/a.py:7`: the end of a path says more than its begin. */
export function shortPlace(place: string | undefined): string | undefined {
  return place?.split(/[\\/]/).at(-1);
}
