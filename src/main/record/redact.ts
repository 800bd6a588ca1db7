/**
 * What must not reach a file: secrets, and whose home folder it was.
 *
 * Rules look at the shape of an argument, never at its meaning, so they hide too much
 * rather than too little. What a command line gave away is hidden wherever the run says it
 * again: in its output, in tracebacks, in the arguments of its children. Shapes of keys: AWS IAM identifiers (AKIA, ASIA), GitHub tokens
 * (gh?_, github_pat_), GitLab (glpat-), Google (AIza), Stripe (sk_live_), Hugging Face (hf_), Slack (xox?-), npm (npm_), JSON web tokens
 * (RFC 7519, eyJ), private keys in PEM (RFC 7468).
 */
import type { RunEvent } from '../../shared/events';

export const HIDDEN = '***';

const SECRET_WORD =
  '(?:password|passwd|passphrase|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential|(?<![a-z])pass(?![a-z-]))';
/** Bounded: without an end, an argument of 64 000 letters took half a minute of backtracking. */
const NAME_PART = '[\\w.-]{0,80}';
/** What a shell takes for one word: plain, quoted or both; a title that was cut may end within quotes. */
const WORD = `(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|\\\\.|[^\\s"';&|\\\\])+`;
const SECRET_OPTION = `--?${NAME_PART}${SECRET_WORD}${NAME_PART}`;
const OPTION_WITH_VALUE_NEXT = new RegExp(`^${SECRET_OPTION}$`, 'i');
const OPTION_AND_VALUE = new RegExp(`((?:^|[\\s"'])${SECRET_OPTION}\\s+)(?!-)${WORD}`, 'gi');
const NAME_AND_VALUE = new RegExp(`(${SECRET_WORD}${NAME_PART}["']?[=:])(?!//)("[^"]*"|'[^']*'|[^\\s"';&|]+)`, 'gi');
const AUTHORIZATION = /(authorization:\s*(?:bearer|basic|token)\s+|\bbearer\s+)\S+/gi;
const USER_AND_PASSWORD = /(:\/\/[^\s:/@]+:)[^\s@/]+(?=@)/g;
/** curl, wget and their like: `-u name:password`. */
const USER_OPTION = /((?:^|\s)(?:-u|--(?:proxy-)?user)[\s=]+["']?[^\s:"']+:)[^\s"']+/g;
const USER_OPTION_ALONE = /^(?:-u|--(?:proxy-)?user)$/;
const USER_AND_PASSWORD_ALONE = /^([^\s:/]+:).+$/;
/** A long word that changes between small letters, capitals and digits all the time is no word of a person. */
const LONG_WORD = /[A-Za-z0-9+_][A-Za-z0-9+_-]{31,}={0,2}/g;
const LEAST_CHANGES = 0.4;
const LEAST_NUMBERS = 3;
const KEY_SHAPES = [
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[^]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\bAIza[0-9A-Za-z_-]{35}/g,
  /\bglpat-[0-9A-Za-z_-]{20,}/g,
  /\b[sr]k_(?:live|test)_[0-9A-Za-z]{16,}/g,
  /\bhf_[A-Za-z0-9]{30,}/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{36,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{22,}/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /\bnpm_[A-Za-z0-9]{36}/g,
  /\bsk-[A-Za-z0-9_-]{20,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+/g,
];
/** Without one of these a text holds no key: most output has none, and is looked at once. */
const MAY_HOLD_KEY =
  /PRIVATE KEY|AIza|glpat-|k_(?:live|test)_|hf_|AKIA|ASIA|gh[pousr]_|github_pat_|xox[abprs]-|npm_|sk-|eyJ/;

/** Shorter than this, hiding it everywhere would make holes in words that are no secret. */
const LEAST_KNOWN = 6;
const MOST_KNOWN = 100;

const LONGEST_CLEAN = 40;
const MOST_CLEAN = 5000;

/** Numbers, by the thousand: they are not looked through. */
const FIGURES: ReadonlySet<RunEvent['type']> = new Set(['sample', 'host-sample', 'runtime-sample', 'limits'] as const);

/** Hides secrets; `onHidden` hears what was hidden. */
type OnHidden = (secret: string) => void;
const nobody: OnHidden = () => undefined;

/** The arguments with each secret replaced by {@link HIDDEN}. */
export function redactArgv(argv: readonly string[], onHidden = nobody): string[] {
  return argv.map((argument, index) => {
    const before = argv[index - 1];
    const user = before !== undefined && USER_OPTION_ALONE.test(before) ? USER_AND_PASSWORD_ALONE.exec(argument) : null;
    if (user?.[1] !== undefined) {
      onHidden(argument.slice(user[1].length));
      return user[1] + HIDDEN;
    }
    const isValueOfSecret = before !== undefined && OPTION_WITH_VALUE_NEXT.test(before) && !argument.startsWith('-');
    if (!isValueOfSecret) return redactText(argument, onHidden);
    onHidden(argument);
    return HIDDEN;
  });
}

/** One text, such as a whole command line, with each secret replaced. */
export function redactText(text: string, onHidden = nobody): string {
  const named = [AUTHORIZATION, OPTION_AND_VALUE, NAME_AND_VALUE, USER_AND_PASSWORD, USER_OPTION].reduce(
    (result, rule) =>
      result.replace(rule, (match: string, before: string) => {
        onHidden(match.slice(before.length));
        return before + HIDDEN;
      }),
    text,
  );
  return withoutKeys(named, onHidden).replace(LONG_WORD, (word) => {
    if (!isRandom(word)) return word;
    onHidden(word);
    return HIDDEN;
  });
}

/** Of a random base64 word two neighbours in three differ in kind, and numbers stand everywhere in it; names in camelCase have few. */
function isRandom(word: string): boolean {
  if (!/[a-z]/.test(word) || !/[A-Z]/.test(word)) return false;
  if ((word.match(/\d+/g)?.length ?? 0) < LEAST_NUMBERS) return false;
  const changes = word.match(/(?:[a-z](?=[A-Z\d])|[A-Z](?=[a-z\d])|\d(?=[a-zA-Z]))/g)?.length ?? 0;
  return changes / (word.length - 1) >= LEAST_CHANGES;
}

function withoutKeys(text: string, onHidden = nobody): string {
  if (!MAY_HOLD_KEY.test(text)) return text;
  return KEY_SHAPES.reduce(
    (result, shape) =>
      result.replace(shape, (key) => {
        onHidden(key);
        return HIDDEN;
      }),
    text,
  );
}

/** Replaces what must not be written in the events of a run. */
export class Redactor {
  readonly #home: string;
  readonly #homeAtBoundary: RegExp | undefined;
  /** What the run's command lines gave away, longest first: one may begin with another. */
  #known: readonly string[] = [];
  /** Names and words that were looked at and found clean: they come again by the thousand. */
  readonly #clean = new Set<string>();

  /** @param home the user's home folder, absolute; '' leaves paths as they are. */
  constructor(home: string) {
    this.#home = home.replace(/[\\/]+$/, '');
    this.#homeAtBoundary =
      this.#home.length > 1 ? new RegExp(`(?<![\\w.~-])${escapeForRegExp(this.#home)}(?![\\w.-])`, 'g') : undefined;
  }

  /** A title, which is a command line. */
  title(text: string): string {
    return this.text(redactText(text, this.#remember));
  }

  /** The event as it may be written; the same object where nothing had to change. */
  redact(event: RunEvent): RunEvent {
    if (FIGURES.has(event.type)) return event;
    if (!('argv' in event) || event.argv === undefined) return this.#safe(event);
    return this.#safe({ ...event, argv: redactArgv(event.argv, this.#remember) });
  }

  /** A text with the home folder as `~`, and without keys and what a command line gave away. */
  text(text: string): string {
    const shown =
      this.#homeAtBoundary !== undefined && text.includes(this.#home) ? text.replace(this.#homeAtBoundary, '~') : text;
    const safe = this.#known.reduce((result, secret) => result.replaceAll(secret, HIDDEN), withoutKeys(shown));
    if (safe === text && text.length <= LONGEST_CLEAN && this.#clean.size < MOST_CLEAN) this.#clean.add(text);
    return safe;
  }

  /** Every text within, whatever the event: one that comes later is safe too. */
  #safe<Value>(value: Value): Value {
    if (typeof value === 'string') return this.text(value) as Value & string;
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) {
      const safe = value.map((one: unknown) => this.#safe(one));
      return safe.some((one, index) => one !== value[index]) ? (safe as Value) : value;
    }
    let safe: Value = value;
    for (const key in value) {
      const before = value[key];
      // By far the most are numbers, and this is done for each field of each event.
      if (typeof before === 'number' || (typeof before === 'string' && this.#clean.has(before))) continue;
      const after = this.#safe(before);
      if (after === before) continue;
      if (safe === value) safe = { ...value };
      safe[key] = after;
    }
    return safe;
  }

  readonly #remember = (hidden: string): void => {
    const secret = hidden.replace(/^["']|["']$/g, '');
    if (secret.length < LEAST_KNOWN || this.#known.includes(secret) || this.#known.length >= MOST_KNOWN) return;
    this.#clean.clear();
    this.#known = [...this.#known, secret].sort((a, b) => b.length - a.length);
  };
}

function escapeForRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
