import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { cannotStart, systemReason } from './embedded-postgres/refusal.ts';
import { makeFolder } from './make-folder.ts';

/** Everything secret of an installation, derived from one master key, so that one line is all there is to keep safe. */
export interface Secrets {
  /** Given to `makeSecretBox`: encrypts personal data in the database. */
  readonly masterKey: string;
  /** Signs sessions. */
  readonly sessionSecret: string;
  readonly officePassword: string;
  readonly portalPassword: string;
  /** For the demonstration accounts when none was given: readable, 12 letters and digits without look-alikes. */
  readonly demoPassword: string;
}

/**
 * Gives the installation's secrets: from `givenKey` (SUNLIT_SECRET_KEY, at least 32 characters) or else from
 * `<dataDir>/secrets.json`, which is made on first use, readable by us alone.
 * Refuses when that file cannot be read, is damaged, or cannot be made.
 */
export function readSecrets(dataDir: string, givenKey: string | undefined): Secrets {
  const masterKey = givenKey ?? storedKey(dataDir);
  const derive = (use: string) => Buffer.from(hkdfSync('sha256', masterKey, 'sunlit', use, 24));
  return {
    masterKey,
    sessionSecret: derive('session').toString('base64url'),
    officePassword: derive('database-office').toString('base64url'),
    portalPassword: derive('database-portal').toString('base64url'),
    demoPassword: readable(derive('demonstration')),
  };
}

/** Tells one master key from another without showing either: kept in the database and in backups. */
export const keyCheckOf = (masterKey: string): string =>
  createHmac('sha256', masterKey).update('sunlit backup key check').digest('hex').slice(0, 16);

function storedKey(dataDir: string): string {
  const file = path.join(dataDir, 'secrets.json');
  try {
    return readKey(file) ?? makeKey(dataDir, file);
  } catch (error) {
    throw cannotStart(
      `无法读写密钥文件 ${file}：${systemReason(error)}；请检查权限，或用 SUNLIT_SECRET_KEY 给出主密钥`,
    );
  }
}

function readKey(file: string): string | undefined {
  let content: string;
  try {
    content = readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
  const key = parseKey(content);
  if (key === undefined) throw new Error('内容已损坏，请从备份放回（新生成的密钥读不出已加密的内容）');
  return key;
}

function parseKey(content: string): string | undefined {
  try {
    const { secretKey } = JSON.parse(content) as { secretKey?: unknown };
    return typeof secretKey === 'string' && secretKey.length >= 32 ? secretKey : undefined;
  } catch {
    return undefined;
  }
}

/** Written in full, then linked into place: of two first starts one key wins, and both read that one. */
function makeKey(dataDir: string, file: string): string {
  makeFolder(dataDir);
  const draft = `${file}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify({ secretKey: randomBytes(32).toString('base64url') }, null, 2)}\n`, {
      mode: 0o600,
    });
    linkSync(draft, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readKey(file) ?? '';
}

const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';

const readable = (bytes: Buffer) => [...bytes.subarray(0, 12)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
