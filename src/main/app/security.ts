import type { App, Session, WebContents } from 'electron';
import { isOwnAddress } from './page-address';

/** A page copies text; nothing else that a browser would ask the person for is ever needed. */
const ALLOWED_PERMISSION = 'clipboard-sanitized-write';
const LOCAL_SCHEMES: ReadonlySet<string> = new Set(['devtools:', 'data:', 'blob:']);

/** Every page of the program, however it came to be, stays where it is and opens nothing. */
export function confinePages(app: App, pageUrl: string): void {
  app.on('web-contents-created', (_event, page) => confine(page, pageUrl));
}

function confine(page: WebContents, pageUrl: string): void {
  const keep = (event: { readonly url: string; preventDefault(): void }): void => {
    if (!isOwnAddress(event.url, pageUrl)) event.preventDefault();
  };
  page.on('will-navigate', keep);
  page.on('will-frame-navigate', keep);
  page.on('will-redirect', keep);
  page.on('will-attach-webview', (event) => event.preventDefault());
  page.setWindowOpenHandler(() => ({ action: 'deny' }));
}

/** Denies permissions and devices, and cancels whatever would leave the program's own files. */
export function confineSession(session: Session, pageUrl: string): void {
  session.setPermissionRequestHandler((_page, permission, answer) => answer(permission === ALLOWED_PERMISSION));
  session.setPermissionCheckHandler((_page, permission) => permission === ALLOWED_PERMISSION);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isLocal(url, pageUrl) }));
  session.on('will-download', (event) => event.preventDefault());
}

function isLocal(address: string, pageUrl: string): boolean {
  return (
    isOwnAddress(address, pageUrl) || isDevelopmentSocket(address, pageUrl) || LOCAL_SCHEMES.has(schemeOf(address))
  );
}

/** While developing, the server of the page pushes changes over a web socket at its own address. */
function isDevelopmentSocket(address: string, pageUrl: string): boolean {
  return isOwnAddress(address.replace(/^ws:/, 'http:'), pageUrl);
}

function schemeOf(address: string): string {
  return URL.canParse(address) ? new URL(address).protocol : '';
}
