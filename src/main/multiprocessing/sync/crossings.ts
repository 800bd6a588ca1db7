/** Everything here that crosses to another process. Loaded by each process that takes values from another. */
import './barrier';
import './condition';
import './event';
import './lock';
import './managed/array';
import './managed/dict';
import './managed/list';
import './managed/namespace';
import './managed/shareable-list';
import './managed/shared-array';
import './managed/value';
import './pipe';
import './queue';
import './queue-kinds';
import './rlock';
import './semaphore';
import './simple-queue';
