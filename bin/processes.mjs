import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { root } from './project.mjs';

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * Runs a program to its end and gives its exit code (128 + the signal's number when a signal ended it).
 * `output: 'keep'` gathers what it prints (the last 64 KB) instead of showing it.
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
    const end = (code) => {
      running.delete(child);
      resolve({ code, output: kept });
    };
    child.on('error', (error) => {
      keep(`${error.message}\n`);
      end(127);
    });
    child.on('close', (code, signal) => end(code ?? 128 + (signal ? constants.signals[signal] : 0)));
  });
}

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
  if (running.size === 0) process.exit(128 + constants.signals[signal]);
  for (const child of running) child.kill(signal);
}
