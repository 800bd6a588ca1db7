import { describe, expect, it } from 'vitest';
import { pageHeaders } from '../../../src/main/app/page-headers';

/** The policy as directives and their sources. */
function policyOf(fileName: string): ReadonlyMap<string, readonly string[]> {
  const policy = pageHeaders(fileName)['Content-Security-Policy'] ?? '';
  return new Map(policy.split('; ').map((directive) => [directive.split(' ')[0] ?? '', directive.split(' ').slice(1)]));
}

describe('pageHeaders', () => {
  it.each([
    ['index.html', 'text/html; charset=utf-8'],
    ['assets/index-1.js', 'text/javascript; charset=utf-8'],
    ['assets/index-1.css', 'text/css; charset=utf-8'],
    ['assets/inter.woff2', 'font/woff2'],
    ['mark.svg', 'image/svg+xml'],
    ['unknown.exe', 'application/octet-stream'],
  ])('gives %s its type', (fileName, type) => {
    expect(pageHeaders(fileName)).toMatchObject({ 'Content-Type': type, 'X-Content-Type-Options': 'nosniff' });
  });

  it('lets scripts come from the program alone, and never from text', () => {
    const policy = policyOf('index.html');
    expect(policy.get('script-src')).toEqual(["'self'"]);
    expect(policy.get('default-src')).toEqual(["'none'"]);
  });

  it('reaches no other place, and hands no form or base away', () => {
    const policy = policyOf('index.html');
    expect(policy.get('connect-src')).toEqual(["'self'"]);
    for (const directive of ['base-uri', 'form-action', 'frame-ancestors', 'object-src']) {
      expect(policy.get(directive)).toEqual(["'none'"]);
    }
  });
});
