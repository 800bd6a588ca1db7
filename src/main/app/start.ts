import { app } from 'electron';
import { Application } from './application';
import { declarePageScheme } from './page-protocol';
import { confinePages } from './security';
import { type Start, startSchema } from './start-arguments';
import { moveUserData, pageUrl, systemLanguage } from './surroundings';
import { chooseLanguage, textsIn } from './texts';

/** Starts the program, unless it runs already: then it hands over what it was given and ends. */
export function start(): void {
  const given: Start = { argv: process.argv.slice(1), cwd: process.cwd() };
  // Chromium refuses its sandbox to root, which is then said on the command line and by nothing else.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  moveUserData();
  if (!app.requestSingleInstanceLock(given)) {
    process.stderr.write(`${textsIn(chooseLanguage('system', systemLanguage()))('alreadyRunning')}\n`);
    app.exit(0);
    return;
  }
  declarePageScheme();
  confinePages(app, pageUrl());
  run(new Application(), given);
}

function run(application: Application, given: Start): void {
  guard(application);
  app.on('second-instance', (...[, , , data]) => {
    const next = startSchema.safeParse(data);
    void application.openStart(next.success ? next.data : { argv: [], cwd: '/' });
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void application.openRecording(path);
  });
  void app.whenReady().then(() => {
    // Electron takes these signals for itself until it is ready.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => application.quitNow());
    application.open(given);
  });
}

function guard(application: Application): void {
  process.on('uncaughtException', (error) => void application.fail(error));
  process.on('unhandledRejection', (reason) => void application.fail(reason));
  // The terminal that it was started from was closed: nobody reads, which is no error.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
