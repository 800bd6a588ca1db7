/** Colour and weight in a terminal (ECMA-48, SGR), or nothing where they are not wanted. */
export interface Style {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly green: (text: string) => string;
}

const sgr = (on: number, off: number) => (text: string) => `\u001B[${on}m${text}\u001B[${off}m`;
const plain = (text: string) => text;

const coloured: Style = {
  bold: sgr(1, 22),
  dim: sgr(2, 22),
  red: sgr(31, 39),
  yellow: sgr(33, 39),
  green: sgr(32, 39),
};
const colourless: Style = { bold: plain, dim: plain, red: plain, yellow: plain, green: plain };

/** @param env NO_COLOR (no-color.org) and TERM=dumb turn colours off, whatever the stream. */
export function styleFor(isTerminal: boolean, env: NodeJS.ProcessEnv): Style {
  const isRefused = (env['NO_COLOR'] ?? '') !== '' || env['TERM'] === 'dumb';
  return isTerminal && !isRefused ? coloured : colourless;
}
