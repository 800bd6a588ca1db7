/**
 * Entry of a child that is a thread. It ends with its process, and hears of no signal.
 *
 * What is shared is of the classes that the user's module imports, so it loads what that does.
 */
import { pathToFileURL } from 'node:url';
import { entryFile } from '../../entry-file';
import { serve } from '../worker/serve';
import { PortChannel } from './port-channel';

serve({
  channel: new PortChannel(() => import(pathToFileURL(entryFile('library')).href)),
  begin: () => undefined,
});
