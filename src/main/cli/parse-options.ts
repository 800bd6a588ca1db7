import { CliError } from './cli-error';

interface Bounds {
  readonly option: string;
  readonly min: number;
  readonly max: number;
  readonly isWhole?: boolean;
}

/** Longest delay of a Node timer, 2^31 - 1 ms, in seconds. */
const MAX_SECONDS = 2_147_483;

const parseNumber =
  ({ option, min, max, isWhole = false }: Bounds) =>
  (text: string): number => {
    const value = /^\d+(\.\d+)?$|^\.\d+$/.test(text.trim()) ? Number(text) : Number.NaN;
    const isFine = value >= min && value <= max && (!isWhole || Number.isInteger(value));
    if (!isFine) throw new CliError(isWhole ? 'badInteger' : 'badNumber', { option, min, max, found: text });
    return value;
  };

export const parseTimeout = parseNumber({ option: '--timeout', min: 0.001, max: MAX_SECONDS });
export const parseHertz = parseNumber({ option: '--hz', min: 0.2, max: 20 });
export const parseScale = parseNumber({ option: '--scale', min: 0.001, max: 100 });
export const parseWorkers = parseNumber({ option: '--workers', min: 1, max: 256, isWhole: true });
export const parseRepeat = parseNumber({ option: '--repeat', min: 1, max: 100, isWhole: true });

/** `1,2,4`: numbers of workers. */
export function parseWorkersList(text: string): readonly number[] {
  return text.split(',').map((part) => parseWorkers(part.trim()));
}
export const parsePid = parseNumber({ option: 'PID', min: 1, max: 4_194_304, isWhole: true });
