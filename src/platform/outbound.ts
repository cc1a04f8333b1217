import { lookup } from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';
import { liesIn, networkList } from './networks.ts';

// The one way out to addresses somebody typed: https only, public addresses only unless a network is allowed by name, the address
// that was checked is the one connected to, redirects are not followed, and everything has a limit.

export interface OutboundRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Networks inside the house that may be reached, in CIDR. Within them loopback may be reached without TLS. */
  readonly allowed: readonly string[];
  /** For connecting, sending and the whole answer together. */
  readonly timeoutMs: number;
}

export interface OutboundAnswer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  /** How the answer begins. */
  readonly excerpt: string;
}

export type OutboundTrouble = 'forbidden-address' | 'no-answer' | 'slow-answer';

/** A request that was not answered; `code` says why, the message is a sentence for staff. */
export class NotAnswered extends Error {
  readonly code: OutboundTrouble;
  constructor(code: OutboundTrouble, sentence: string) {
    super(sentence);
    this.code = code;
  }
}

const EXCERPT_BYTES = 1_000;
const LONGEST_ADDRESS = 400;

/** Addresses of this machine, of private networks, and those with a special meaning (RFC 6890 and its registry). */
const SPECIAL = networkList([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
]);
/** Of IPv6 only what is given out as global unicast, and of that not what leads to IPv4 or is for examples. */
const GLOBAL_6 = networkList(['2000::/3']);
const SPECIAL_6 = networkList(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);
const LOOPBACK = networkList(['127.0.0.0/8', '::1/128']);

/** May we connect to this IP address? */
export function mayReach(address: string, allowed: readonly string[]): boolean {
  if (net.isIP(address) === 0) return false;
  if (liesIn(networkList(allowed), address)) return true;
  if (!address.includes(':') || /^::ffff:\d+\./i.test(address)) return !liesIn(SPECIAL, address);
  return liesIn(GLOBAL_6, address) && !liesIn(SPECIAL_6, address);
}

/** Why an address may not be used, as a sentence, without asking the name service; undefined when its form is right. */
export function addressFormDefect(url: string, allowed: readonly string[]): string | undefined {
  const parsed = URL.parse(url);
  if (!parsed || url.length > LONGEST_ADDRESS) return '地址写得不对，请写成 https://系统域名/路径';
  if (parsed.username || parsed.password) return '地址里不能带用户名和密码';
  if (parsed.hash) return '地址里不能带 # 之后的部分';
  const host = hostOf(parsed);
  const ownMachine = liesIn(LOOPBACK, host) && mayReach(host, allowed);
  if (parsed.protocol !== 'https:' && !(parsed.protocol === 'http:' && ownMachine))
    return '地址必须以 https:// 开头，传输不能不加密';
  if (net.isIP(host) !== 0 && !mayReach(host, allowed)) return forbiddenSentence(host);
  return undefined;
}

/** Sends one request and reads how the answer begins. Throws `NotAnswered`; any status is an answer. */
export async function sendOut(request: OutboundRequest): Promise<OutboundAnswer> {
  const defect = addressFormDefect(request.url, request.allowed);
  if (defect) throw new NotAnswered('forbidden-address', defect);
  const url = new URL(request.url);
  const signal = AbortSignal.timeout(request.timeoutMs);
  try {
    return await exchange(url, request, signal);
  } catch (error) {
    if (error instanceof NotAnswered) throw error;
    if (signal.aborted)
      throw new NotAnswered('slow-answer', `对方在 ${Math.round(request.timeoutMs / 1000)} 秒内没有答完`);
    throw new NotAnswered('no-answer', `连接不上对方：${systemCode(error)}`);
  }
}

function exchange(url: URL, request: OutboundRequest, signal: AbortSignal): Promise<OutboundAnswer> {
  return new Promise((resolve, reject) => {
    const sending = (url.protocol === 'https:' ? https : http).request(url, {
      method: request.method,
      headers: { ...request.headers, 'content-length': String(request.body.length) },
      // A connection of its own: the address is checked anew each time.
      agent: false,
      signal,
      lookup: checkedLookup(request.allowed),
    });
    sending.on('error', reject);
    sending.on('response', (answer) => {
      const chunks: Buffer[] = [];
      let size = 0;
      const done = () => {
        const excerpt = Buffer.concat(chunks).subarray(0, EXCERPT_BYTES).toString('utf8');
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, excerpt });
        answer.destroy();
      };
      answer.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size >= EXCERPT_BYTES) done();
      });
      answer.on('end', done);
      answer.on('error', reject);
    });
    sending.end(request.body);
  });
}

/** Every address of the name must be one we may reach, and the connection goes to one of those: no second question in between. */
function checkedLookup(allowed: readonly string[]): net.LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      if (error) return callback(error, []);
      const bad = found.find(({ address }) => !mayReach(address, allowed));
      const first = found[0];
      if (bad || !first) {
        const refusal = new NotAnswered('forbidden-address', forbiddenSentence(bad?.address ?? hostname));
        return callback(refusal, []);
      }
      return options.all ? callback(null, found) : callback(null, first.address, first.family);
    });
  };
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

const forbiddenSentence = (address: string) =>
  `${address} 是本机或内网地址，没有放行。确需使用的，请系统管理员在系统设置「数据交换」中放行所在网段`;

const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '连接中断';
