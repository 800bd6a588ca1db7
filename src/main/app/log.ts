import { join } from 'node:path';
import { app } from 'electron';
import electronLog from 'electron-log/main';

/**
 * The program's log: a file in the system's place for logs, 5 MB at most and one older. Only
 * errors go to the terminal as well, which belongs to whoever typed the command.
 */
export const log = electronLog.create({ logId: 'main' });
log.transports.file.resolvePathFn = () => join(app.getPath('logs'), 'main.log');
log.transports.file.maxSize = 5 * 1024 * 1024;
log.transports.console.level = 'error';

export function logFile(): string {
  return log.transports.file.getFile().path;
}
