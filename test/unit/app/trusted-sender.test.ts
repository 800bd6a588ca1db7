import { describe, expect, it } from 'vitest';
import { PAGE_URL } from '../../../src/main/app/page-address';
import type { Sender } from '../../../src/main/app/register-handlers';
import { isTrustedSender } from '../../../src/main/app/trusted-sender';

const pages = new Set([1]);
const good: Sender = { sender: { id: 1 }, senderFrame: { url: PAGE_URL, parent: null } };

describe('isTrustedSender', () => {
  it("trusts the top frame of the program's page", () => {
    expect(isTrustedSender(good, pages, PAGE_URL)).toBe(true);
  });

  it.each<[string, Sender]>([
    ['a page that was not opened here', { ...good, sender: { id: 2 } }],
    ['a frame that is gone', { ...good, senderFrame: null }],
    ['a frame within the page', { ...good, senderFrame: { url: PAGE_URL, parent: {} } }],
    ['a page that is elsewhere', { ...good, senderFrame: { url: 'https://example.org/', parent: null } }],
  ])('does not trust %s', (_what, event) => {
    expect(isTrustedSender(event, pages, PAGE_URL)).toBe(false);
  });
});
