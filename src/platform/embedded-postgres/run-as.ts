import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cannotStart } from './refusal.ts';

/** The system account PostgreSQL runs under. It must be in the passwd file: initdb looks its own name up. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root, so root hands it to the account that owns the data, else `postgres`, else `nobody`.
 * Gives undefined when we are not root: then it simply runs as ourselves.
 */
export function accountForPostgres(ownerOfData?: number): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const accounts = readAccounts();
  const owner = ownerOfData ? accounts.find((a) => a.uid === ownerOfData) : undefined;
  const found = owner ?? accounts.find((a) => a.name === 'postgres') ?? accounts.find((a) => a.name === 'nobody');
  if (found && found.uid !== 0) return found;
  throw cannotStart(
    '系统里没有 postgres 或 nobody 账号，数据库不能以 root 身份运行；请新建其中一个账号，或改用普通用户启动',
  );
}

function readAccounts(): readonly Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));
}

/** Whether the account may pass the test (`-x` enter or run, `-r` read) on a path; always true when there is no other account. */
export function mayReach(account: Account | undefined, test: '-x' | '-r', path: string): boolean {
  if (!account) return true;
  const { uid, gid } = account;
  return spawnSync('/bin/sh', ['-c', `test ${test} "$0"`, path], { uid, gid, cwd: '/' }).status === 0;
}
