import { isOwnAddress } from './page-address';
import type { Sender } from './register-handlers';

/**
 * Whether a message is from the top frame of a page this program opened and that is still at
 * its own address (Electron security checklist, item 17).
 */
export function isTrustedSender(
  { sender, senderFrame }: Sender,
  pages: { readonly has: (pageId: number) => boolean },
  pageUrl: string,
): boolean {
  return (
    pages.has(sender.id) &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    isOwnAddress(senderFrame.url, pageUrl)
  );
}
