/** Entry of a child that is a thread. It ends with its process, and hears of no signal. */
import { serve } from '../worker/serve';
import { PortChannel } from './port-channel';

serve({
  channel: new PortChannel(() => import('../sync/crossings')),
  begin: () => undefined,
});
