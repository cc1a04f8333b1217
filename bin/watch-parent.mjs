// Loaded into what run.mjs starts: when run.mjs itself is killed and can pass nothing on, the product stops in good order.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) process.kill(process.pid, 'SIGTERM');
}, 500).unref();
