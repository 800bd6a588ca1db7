import { describe, expect, it } from 'vitest';
import { isOwnAddress, PAGE_URL, pageFileOf } from '../../../src/main/app/page-address';

describe('pageFileOf', () => {
  it.each([
    ['app://joinscope/index.html', ['index.html']],
    ['app://joinscope/assets/index-BXtzy7n4.js', ['assets', 'index-BXtzy7n4.js']],
    ['app://joinscope/assets/a.css?x=1#y', ['assets', 'a.css']],
    ['app://joinscope/./index.html', ['index.html']],
    // The parser resolves these before we look; what is left is inside the folder.
    ['app://joinscope/../../index.html', ['index.html']],
    ['app://joinscope/%2e%2e/index.html', ['index.html']],
  ])('finds the file of %s', (address, file) => {
    expect(pageFileOf(address)).toEqual(file);
  });

  it.each([
    ['an encoded slash', 'app://joinscope/..%2f..%2fetc/passwd'],
    ['an encoded slash within a name', 'app://joinscope/assets%2f..%2f..%2fpackage.json'],
    ['a double encoding', 'app://joinscope/%252e%252e/package.json'],
    ['an encoded backslash', 'app://joinscope/..%5c..%5cpackage.json'],
    ['a backslash', 'app://joinscope/a\\..\\b'],
    ['a NUL', 'app://joinscope/index.html%00.png'],
    ['a drive letter', 'app://joinscope/C:/windows/win.ini'],
    ['an alternate stream', 'app://joinscope/index.html::$DATA'],
    ['an absolute path in the path', 'app://joinscope//etc/passwd'],
    ['a hidden file', 'app://joinscope/.env'],
    ['the folder itself', 'app://joinscope/'],
    ['a broken encoding', 'app://joinscope/%ff'],
    ['another host', 'app://elsewhere/index.html'],
    ['a host that begins as ours', 'app://joinscope.example.org/index.html'],
    ['a port', 'app://joinscope:80/index.html'],
    ['another scheme', 'file:///etc/passwd'],
    ['no address', 'index.html'],
    ['nothing', ''],
  ])('refuses %s', (_what, address) => {
    expect(pageFileOf(address)).toBeUndefined();
  });
});

describe('isOwnAddress', () => {
  it.each([PAGE_URL, 'app://joinscope/other.html', 'app://joinscope/index.html#x'])('is ours: %s', (address) => {
    expect(isOwnAddress(address, PAGE_URL)).toBe(true);
  });

  it.each([
    'app://joinscope.example.org/index.html',
    'app://user@joinscope/index.html',
    'app://joinscope:8080/',
    'https://joinscope/index.html',
    'file:///index.html',
    'javascript:alert(1)',
    'about:blank',
    '',
  ])('is not ours: %s', (address) => {
    expect(isOwnAddress(address, PAGE_URL)).toBe(false);
  });
});
