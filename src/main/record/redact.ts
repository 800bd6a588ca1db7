/**
 * What must not reach a file: secrets in command lines, and whose home folder it was.
 *
 * Rules look at the shape of an argument, never at its meaning, so they hide too much
 * rather than too little. Shapes of keys: AWS IAM identifiers (AKIA, ASIA), GitHub tokens
 * (gh?_, github_pat_), Slack (xox?-), npm (npm_), JSON web tokens (RFC 7519, eyJ).
 */
import type { RunEvent } from '../../shared/events';
import type { Statement } from '../../shared/verdict';

export const HIDDEN = '***';

const SECRET_WORD = '(?:password|passwd|passphrase|secret|token|api[-_]?key|access[-_]?key|private[-_]?key|credential)';
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
const KEY_SHAPES = [
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{36,}/g,
  /\bgithub_pat_[A-Za-z0-9_]{22,}/g,
  /\bxox[abprs]-[A-Za-z0-9-]{10,}/g,
  /\bnpm_[A-Za-z0-9]{36}/g,
  /\bsk-[A-Za-z0-9_-]{20,}/g,
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+/g,
];

/** The arguments with each secret replaced by {@link HIDDEN}. */
export function redactArgv(argv: readonly string[]): string[] {
  return argv.map((argument, index) => {
    const before = argv[index - 1];
    const isValueOfSecret = before !== undefined && OPTION_WITH_VALUE_NEXT.test(before) && !argument.startsWith('-');
    return isValueOfSecret ? HIDDEN : redactText(argument);
  });
}

/** One text, such as a whole command line, with each secret replaced. */
export function redactText(text: string): string {
  const named = text
    .replace(AUTHORIZATION, `$1${HIDDEN}`)
    .replace(OPTION_AND_VALUE, `$1${HIDDEN}`)
    .replace(NAME_AND_VALUE, `$1${HIDDEN}`)
    .replace(USER_AND_PASSWORD, `$1${HIDDEN}`);
  return KEY_SHAPES.reduce((result, shape) => result.replace(shape, HIDDEN), named);
}

/** Replaces what must not be written in the events of a run. */
export class Redactor {
  readonly #home: string;
  readonly #homeAtBoundary: RegExp | undefined;

  /** @param home the user's home folder, absolute; '' leaves paths as they are. */
  constructor(home: string) {
    this.#home = home.replace(/[\\/]+$/, '');
    this.#homeAtBoundary =
      this.#home.length > 1 ? new RegExp(`(?<![\\w.~-])${escapeForRegExp(this.#home)}(?![\\w.-])`, 'g') : undefined;
  }

  /** The event as it may be written; the same object where nothing had to change. */
  redact(event: RunEvent): RunEvent {
    switch (event.type) {
      case 'run-started':
        return { ...event, argv: this.#argv(event.argv), cwd: this.path(event.cwd) };
      case 'process-started':
      case 'process-exec':
        return event.argv === undefined ? event : { ...event, argv: this.#argv(event.argv) };
      case 'log':
        return this.#mentionsHome(event.text) ? { ...event, text: this.path(event.text) } : event;
      case 'exception':
        return {
          ...event,
          message: this.path(event.message),
          ...(event.traceback !== undefined && { traceback: this.path(event.traceback) }),
        };
      case 'verdict':
        return { ...event, verdict: this.#verdict(event.verdict) };
      default:
        return this.#redactPlace(event);
    }
  }

  /** Events that carry a place in the program, or what its runtime wrote of it. */
  #redactPlace(event: RunEvent): RunEvent {
    if (event.type === 'crash-report') return { ...event, text: this.path(event.text) };
    if ('holderFile' in event && event.holderFile !== undefined)
      return { ...event, holderFile: this.path(event.holderFile) };
    return 'file' in event && event.file !== undefined ? { ...event, file: this.path(event.file) } : event;
  }

  /** A text with the home folder as `~`. */
  path(text: string): string {
    return this.#homeAtBoundary === undefined ? text : text.replace(this.#homeAtBoundary, '~');
  }

  #argv(argv: readonly string[]): string[] {
    return redactArgv(argv).map((argument) => this.path(argument));
  }

  #mentionsHome(text: string): boolean {
    return this.#homeAtBoundary !== undefined && text.includes(this.#home);
  }

  #verdict(verdict: Extract<RunEvent, { type: 'verdict' }>['verdict']) {
    const all = (statements: readonly Statement[]) => statements.map((one) => this.#statement(one));
    return {
      ...verdict,
      title: this.#statement(verdict.title),
      evidence: all(verdict.evidence),
      ruledOut: all(verdict.ruledOut),
      advice: all(verdict.advice),
    };
  }

  #statement({ id, values }: Statement): Statement {
    if (values === undefined) return { id };
    const safe = Object.entries(values).map(([key, value]) => [
      key,
      typeof value === 'string' ? this.path(value) : value,
    ]);
    return { id, values: Object.fromEntries(safe) as Record<string, string | number> };
  }
}

function escapeForRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
