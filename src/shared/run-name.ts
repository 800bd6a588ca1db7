import { demoNames } from './demos';

export interface NamedRun {
  readonly title: string;
  /** Which demo it is, if it is one. */
  readonly demo: string | undefined;
}

const known: ReadonlySet<string> = new Set(demoNames);

/** What a person calls a run: a demo by its words, anything else, and a demo of another version, by its title. */
export function runName({ title, demo }: NamedRun, say: (key: string) => string): string {
  return demo !== undefined && known.has(demo) ? say(`demo:${demo}.title`) : title;
}
