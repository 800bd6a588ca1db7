import type { texts } from './locales';

type Texts = (typeof texts)['en']['verdict'];

/** Key of a text below the namespace `verdict` of the locales: `title.ok`, `seen.status`. */
export type VerdictTextId = { [Group in keyof Texts]: `${Group}.${keyof Texts[Group] & string}` }[keyof Texts];
