import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';
import { root } from './project.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

let ending = false;

/**
 * Runs a program to its end and gives its exit code (128 + the signal's number when a signal ended it).
 * `output: 'keep'` gathers what it prints (the last 64 KB) instead of showing it. What could not begin, was killed, or failed
 * without a word gets a sentence that says so, where its own words would stand: no failure is silent.
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { env = process.env, output = 'show', shell = false } = {}) {
  return new Promise((resolve) => {
    /** @type {import('node:child_process').StdioOptions} */
    const stdio = output === 'keep' ? ['ignore', 'pipe', 'pipe'] : 'inherit';
    const child = spawn(command, args, { cwd: root, env, stdio, shell });
    let kept = '';
    const keep = (part) => {
      kept = (kept + part).slice(-65_536);
    };
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    running.add(child);
    const end = (code, cause) => {
      running.delete(child);
      if (cause && output === 'keep') keep(cause);
      else if (cause) process.stderr.write(cause);
      resolve({ code, output: kept });
    };
    const name = [command, ...args]
      .map((word) => path.basename(word))
      .find((word) => !/^(?:node|node\.exe|-.*)$/.test(word));
    child.on('error', (error) => end(127, `${name} 无法启动：${error.message}\n`));
    child.on('close', (code, signal) => {
      if (signal) end(128 + constants.signals[signal], ending ? '' : killed(name, signal));
      else end(code, code !== 0 && output === 'keep' && kept === '' ? `${name} 没有说明原因（退出码 ${code}）\n` : '');
    });
  });
}

const killed = (name, signal) =>
  `${name} 被信号 ${signal} 终止${signal === 'SIGKILL' ? '；常见的原因是内存不足，请关闭其他程序或增加内存后再试' : ''}\n`;

/**
 * Passes the signals that end us on to what we run, and ends it when whoever started us is gone: npm hands a SIGTERM to its
 * shell only, so the death of the parent is all we see of it. What we run may hear one signal twice (from the terminal and from us).
 */
export function passSignalsOn() {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => end(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  }
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) end('SIGTERM');
  }, 500).unref();
}

function end(signal) {
  ending = true;
  if (running.size === 0) process.exit(128 + constants.signals[signal]);
  for (const child of running) child.kill(signal);
}
