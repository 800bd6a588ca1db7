/** Text that is markup already. Only {@link html} makes it. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What may stand in a template: markup as it is, everything else as text. */
export type Insert = Markup | string | number | undefined | readonly Insert[];

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/**
 * Markup from a template. Names, command lines and output come from the watched program, so
 * whatever is put in is escaped, in text and in attributes, unless it was made here.
 */
export function html(parts: TemplateStringsArray, ...inserts: readonly Insert[]): Markup {
  return new Markup(parts.reduce((text, part, place) => text + textOf(inserts[place - 1]) + part));
}

/** Text that is trusted as markup: the program's own style sheet. */
export function trusted(text: string): Markup {
  return new Markup(text);
}

function textOf(insert: Insert): string {
  if (insert === undefined) return '';
  if (insert instanceof Markup) return insert.text;
  if (typeof insert === 'string' || typeof insert === 'number') return escape(String(insert));
  return insert.map(textOf).join('');
}

function escape(text: string): string {
  // What XML cannot hold at all is dropped; a browser would show a box.
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '')
    .replace(/[&<>"']/g, (one) => ENTITIES[one] ?? one);
}
