/**
 * Why something was refused, in the person's language. Events hold the reason as it was found: a fault's English message
 * with its id (`told`), a code of ours (`scan-silent`), or the system's own words; what is none of them is left as it is.
 */
import { type Language, texts } from './locales';

/** What stands in a notice: `reason`, and of a fault its id as `told` with the values that its text names. */
export type Reason = Readonly<Record<string, unknown>> & { readonly reason: string };

export function reasonText(given: Reason, language: Language): string {
  return toldText(given, language) ?? scanText(given.reason, language) ?? systemText(given.reason, language);
}

function toldText({ told, ...values }: Reason, language: Language): string | undefined {
  const text = typeof told === 'string' ? entryOf(texts[language].app.fault, told) : undefined;
  return text === undefined ? undefined : filled(text, values);
}

/** Why processes are found by scanning: `scan-refused EPERM`. */
function scanText(reason: string, language: Language): string | undefined {
  const [, id = '', detail = ''] = /^scan-([a-z]+)(?: (.*))?$/s.exec(reason) ?? [];
  const text = entryOf(texts[language].reason.scan, id);
  return text === undefined ? undefined : filled(text, { detail: systemText(detail, language) });
}

/** The shapes in which Node passes on what the system said; `place` is what it was about. */
const SHAPES: readonly RegExp[] = [
  // ENOENT: no such file or directory, open '/x'
  /^(?:Error: )?(?<code>E[A-Z0-9]+): [^,']*(?:, \w+)?(?: '(?<place>.*)')?$/s,
  // spawn /x ENOENT
  /^(?:Error: )?spawn (?<place>.+) (?<code>E[A-Z0-9]+)$/s,
  // kill ESRCH, EPERM
  /^(?:Error: )?(?:\w+:? )?(?<code>E[A-Z0-9]+)$/,
  // A system error occurred: uv_os_setpriority returned EACCES (permission denied)
  / returned (?<code>E[A-Z0-9]+) \([^)]*\)$/,
];

/** The system's words in ours, with its code; words that are not the system's are returned as they are. */
export function systemText(message: string, language: Language): string {
  const { system, coded, codedAt } = texts[language].reason;
  for (const shape of SHAPES) {
    const { code = '', place } = shape.exec(message)?.groups ?? {};
    const what = entryOf(system, code);
    if (what !== undefined) return filled(place === undefined ? coded : codedAt, { what, code, place });
  }
  return message;
}

const entryOf = (entries: Readonly<Record<string, string>>, key: string): string | undefined =>
  Object.hasOwn(entries, key) ? entries[key] : undefined;

const filled = (text: string, values: Readonly<Record<string, unknown>>): string =>
  text.replaceAll(/\{\{(\w+)[^}]*\}\}/g, (_, name: string) => {
    const value = values[name];
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });
