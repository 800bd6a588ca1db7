import type { texts } from './locales';

type Texts = (typeof texts)['en']['verdict'];

/** Key of a text below the namespace `verdict` of the locales: `title.ok`, `seen.exit-code`. */
export type VerdictTextId = {
  [Group in keyof Texts & string]: `${Group}.${keyof Texts[Group] & string}`;
}[keyof Texts & string];
