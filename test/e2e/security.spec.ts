import { expect } from '@playwright/test';
import { test } from '../support/e2e-app';

test('the page has no way out but the bridge', async ({ opened: { app, page } }) => {
  const found = await page.evaluate(() => ({
    globals: ['require', 'process', 'module', 'global', 'Buffer', 'electron', 'ipcRenderer'].filter(
      (name) => name in globalThis,
    ),
    bridge: Object.keys(window.bridge),
    address: location.href,
    opened: window.open('https://example.org'),
  }));
  expect(found).toEqual({
    globals: [],
    bridge: ['call', 'on', 'pathOfDropped'],
    address: 'app://joinscope/index.html',
    opened: null,
  });
  const preferences = await app.evaluate(({ BrowserWindow }) => {
    const page = BrowserWindow.getAllWindows()[0]?.webContents as
      (Electron.WebContents & { getLastWebPreferences(): Electron.WebPreferences }) | undefined;
    return page?.getLastWebPreferences();
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webviewTag: false,
    webSecurity: true,
  });
});

test('the page stays where it is', async ({ opened: { page, troubles } }) => {
  const address = page.url();
  for (const target of ['https://example.org/', 'file:///etc/passwd', 'app://elsewhere/', 'data:text/html,x']) {
    await page.evaluate((to) => location.assign(to), target);
    await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 50)));
    expect(page.url()).toBe(address);
  }
  expect(await page.evaluate(() => document.querySelectorAll('nav').length)).toBeGreaterThan(0);
  // Chromium itself tells of file: and data:, as it should.
  troubles.length = 0;
});

test('no script runs that is not a file of the program, and nothing is fetched from elsewhere', async ({ opened }) => {
  const { page, troubles } = opened;
  const done = await page.evaluate(async () => {
    const log: string[] = [];
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => log.push(effectiveDirective));
    const script = document.createElement('script');
    script.textContent = 'window.wasInjected = true';
    document.body.append(script);
    // In a turn of its own: what the test itself evaluates is exempt from the policy.
    const evaluated = await new Promise((resolve) =>
      setTimeout(() => {
        try {
          resolve((0, eval)('1 + 1'));
        } catch {
          resolve('refused');
        }
      }),
    );
    const fetched = await fetch('https://example.org/').then(
      () => 'answered',
      () => 'refused',
    );
    const escaped = await fetch('app://joinscope/..%2f..%2fpackage.json').then(({ status }) => status);
    return { injected: 'wasInjected' in window, evaluated, fetched, escaped, log: [...new Set(log)].sort() };
  });
  expect(done).toEqual({
    injected: false,
    evaluated: 'refused',
    fetched: 'refused',
    escaped: 403,
    log: ['connect-src', 'script-src', 'script-src-elem'],
  });
  // What was refused is told on the console.
  troubles.length = 0;
});

test('permissions are denied, but copying works', async ({ opened: { page } }) => {
  const found = await page.evaluate(async () => ({
    notification: await Notification.requestPermission(),
    microphone: (await navigator.permissions.query({ name: 'microphone' })).state,
    place: await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve('given'),
        () => resolve('denied'),
      ),
    ),
  }));
  expect(found).toEqual({ notification: 'denied', microphone: 'denied', place: 'denied' });
});

test('a call that the contract forbids is refused with the field', async ({ opened: { page } }) => {
  const outcome = await page.evaluate(() =>
    window.bridge.call.startCommand({ argv: [], cwd: '/', env: {}, shell: false }),
  );
  expect(outcome).toMatchObject({ ok: false, fault: { name: 'InvalidArgumentsError' } });
  expect(outcome).toHaveProperty('fault.message', expect.stringContaining('argv'));
});
