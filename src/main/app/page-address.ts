/**
 * Which addresses are the program's own, and which file each one is. Pure: the table of
 * hostile addresses in the tests is the point of it.
 */
export const PAGE_SCHEME = 'app';
const PAGE_HOST = 'joinscope';

/** The address of the window's page in the built program. */
export const PAGE_URL = `${PAGE_SCHEME}://${PAGE_HOST}/index.html`;

/** Whether an address is of the same place as the page; never by comparing the beginning of a text. */
export function isOwnAddress(address: string, pageUrl: string): boolean {
  const given = parseUrl(address);
  const own = parseUrl(pageUrl);
  if (given === undefined || own === undefined) return false;
  return given.protocol === own.protocol && given.host === own.host && given.username === '' && given.password === '';
}

/**
 * The file below the page's folder that an address names, as its parts.
 *
 * @returns `undefined` for an address that is not ours, or that would leave the folder in any
 *   spelling: `..`, encoded dots and slashes, backslashes, NUL, drive letters.
 */
export function pageFileOf(address: string): readonly string[] | undefined {
  const url = parseUrl(address);
  if (url?.protocol !== `${PAGE_SCHEME}:` || url.host !== PAGE_HOST) return undefined;
  const parts = url.pathname.split('/').slice(1).map(decode);
  return parts.every(isPlainName) ? parts : undefined;
}

/** Names as the build writes them. Whatever else a file system may understand is refused. */
function isPlainName(part: string | undefined): part is string {
  return part !== undefined && /^[\w@~-][\w@~.-]*$/.test(part) && !part.includes('..');
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}

function parseUrl(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}
