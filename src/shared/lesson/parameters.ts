/** A lesson's parameters: constants of its programs, whose lines are rewritten. */
import type { Chosen, ProgramLanguage } from './lesson';
import type { Parameter, ParameterValue } from './lesson-data';

/** What can be chosen in one language; empty where it has none. */
export function valuesOf(parameter: Parameter, language: ProgramLanguage): readonly ParameterValue[] {
  return parameter[language] ?? parameter.values ?? [];
}

/** The line of a constant, `NAME = value` or `const NAME = value;`, as it stands in a program. */
function linePattern(constant: string): RegExp {
  return new RegExp(`^(?:const )?${constant}(?:: \\w+)? = (.+?);?(\\s*(?:#|//).*)?$`, 'm');
}

/** What a program says for a constant now; `undefined` where it has no such line. */
export function valueIn(source: string, constant: string): ParameterValue | undefined {
  const written = linePattern(constant).exec(source)?.[1];
  if (written === undefined) return undefined;
  if (/^true$/i.test(written)) return true;
  if (/^false$/i.test(written)) return false;
  const quoted = /^(['"])(.*)\1$/.exec(written)?.[2];
  if (quoted !== undefined) return quoted;
  const number = Number(written.replaceAll('_', ''));
  return Number.isNaN(number) ? written : number;
}

/** A program with other values for its constants; lines that it does not have are left out. */
export function withValues(
  source: string,
  parameters: readonly Parameter[],
  { chosen, language }: { readonly chosen: Chosen; readonly language: ProgramLanguage },
): string {
  return parameters.reduce((text, { id, constant }) => {
    const value = chosen[id];
    if (value === undefined) return text;
    return text.replace(linePattern(constant), (line, before: string) =>
      line.replace(` = ${before}`, () => ` = ${written(value, language)}`),
    );
  }, source);
}

function written(value: ParameterValue, language: ProgramLanguage): string {
  if (typeof value === 'string') return `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
  if (typeof value === 'number' || language === 'typescript') return String(value);
  return value ? 'True' : 'False';
}
