import { fork } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { kill } from 'node:process';
import { Worker } from 'node:worker_threads';
import { answerAsked } from '../confined.ts';

export type Tries = {
  environment: { ask: undefined; answer: readonly string[] };
  escape: { ask: { way: Way; port: number }; answer: string };
};
export type Way = keyof typeof WAYS;

// What a file would do that has taken over the process it is read in. Each way says what came of it: `out`, or the error's code.
const WAYS = {
  'start a program': async () => void fork(process.execPath, ['-e', '0']),
  'start a thread': async () => void new Worker('0', { eval: true }),
  'write a file': async () => writeFileSync(path.join(os.tmpdir(), 'left-behind'), 'x'),
  'make a folder': async () => void mkdirSync(path.join(os.tmpdir(), 'left-behind')),
  'read the accounts of the machine': async () => void readFileSync('/etc/passwd'),
  'read what the program was started with': async () => void readFileSync(`/proc/${process.ppid}/environ`),
  'end the program': async () => void process.kill(process.ppid, 0),
  'end the program by the name it was imported under': async () => void kill(process.ppid, 0),
  'end the program by the call beneath': async () => beneath('_kill'),
  'open the program for debugging': async () => beneath('_debugProcess'),
  'reach the network': (port: number) =>
    new Promise<void>((resolve, reject) => {
      const socket = net.connect(port, '127.0.0.1', () => resolve());
      socket.on('error', reject);
    }),
} satisfies Record<string, (port: number) => Promise<void>>;

const beneath = (name: string): void => {
  (process as unknown as Record<string, (pid: number, signal: number) => void>)[name]?.(process.ppid, 0);
};

answerAsked<Tries>(
  {
    environment: async () => Object.keys(process.env),
    escape: ({ way, port }) =>
      WAYS[way](port).then(
        () => 'out',
        (error: NodeJS.ErrnoException) => error.code ?? error.name,
      ),
  },
  () => undefined,
);
