/** Everything here that crosses to another process. Loaded by each process that takes values from another. */
import './lock';
import './queue';
import './semaphore';
