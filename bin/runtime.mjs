import { existsSync } from 'node:fs';
import path from 'node:path';
import { inProject, Stop } from './project.mjs';

const NEEDED = 26;

/** The Node that the lock file brings for this platform: a plain binary, no install script. */
export function bundledNode() {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  const name = `node_modules/node-${platform}-${process.arch}`;
  return { name, file: inProject(name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node') };
}

/** The Node everything else runs on: the locked one, or the machine's own where none is made for the platform. */
export function findNode() {
  const { file } = bundledNode();
  if (existsSync(file)) return file;
  if (Number(process.versions.node.split('.')[0]) >= NEEDED) return process.execPath;
  throw new Stop(
    `没有为本机（${process.platform}-${process.arch}）随附的 Node.js；请先自行安装 Node.js ${NEEDED} 或更高版本（当前 ${process.versions.node}）`,
  );
}

/** Our environment with that Node first in PATH, so that tools which look for `node` find the same one. */
export function environment(node, more = {}) {
  return { ...process.env, PATH: `${path.dirname(node)}${path.delimiter}${process.env.PATH ?? ''}`, ...more };
}
