/** Everything here that crosses to another process. Loaded by each process that takes values from another. */
import './barrier';
import './event';
import './lock';
import './pipe';
import './queue';
import './queue-kinds';
import './semaphore';
