// CommonJS: with a worker that is an ES module, poolifier's cluster pool never becomes ready (5.3.2, Node 20.20).
const { ClusterWorker } = require('poolifier');

// `async`, because poolifier waits for the result only of functions that say they are.
const task = (name) => async (data) => (await import('./tasks.mjs'))[name](data);
const square = (x) => x * x;

module.exports = new ClusterWorker({ square, echo: (value) => value, pid: () => process.pid, burn: task('burn') });
