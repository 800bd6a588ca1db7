import { extname } from 'node:path';

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  // The component kit writes its variables and media queries into style elements.
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  // The build puts small fonts into the style sheet.
  "font-src 'self' data:",
  "connect-src 'self'",
  "worker-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** The headers of a page's file. */
export function pageHeaders(fileName: string): Readonly<Record<string, string>> {
  return {
    'Content-Type': contentTypes[extname(fileName)] ?? 'application/octet-stream',
    'Content-Security-Policy': contentSecurityPolicy,
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Referrer-Policy': 'no-referrer',
  };
}
