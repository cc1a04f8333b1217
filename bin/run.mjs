// The one entry of every npm script. Runs on any Node that is 20 or newer, before anything is installed.
const major = Number(process.versions.node.split('.')[0]);
if (major < 20) {
  console.error(`需要 Node.js 20 或更高版本（当前 ${process.versions.node}）；请升级 Node.js 后再试`);
  process.exit(1);
}
const { runTask } = await import('./tasks.mjs');
process.exitCode = await runTask(process.argv.slice(2));
