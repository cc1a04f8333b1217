import { isIP } from 'node:net';

/** What a variable's text was read as, or what it should have been: the end of a sentence `… 应为 …`. */
export type Parsed<T> = { readonly value: T } | { readonly expected: string };
export type Parser<T> = (text: string) => Parsed<T>;

/** Any text, with a smallest length in characters. */
export const text =
  (atLeast = 1): Parser<string> =>
  (given) =>
    given.length >= atLeast ? { value: given } : { expected: `至少 ${atLeast} 个字符` };

export const wholeNumber =
  (from: number, to: number): Parser<number> =>
  (given) => {
    const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
    return value >= from && value <= to ? { value } : { expected: `${from} 到 ${to} 之间的整数` };
  };

const YES = ['true', 'yes', 'on', '1'];
const NO = ['false', 'no', 'off', '0'];
export const yesOrNo: Parser<boolean> = (given) => {
  const word = given.toLowerCase();
  if (YES.includes(word)) return { value: true };
  return NO.includes(word) ? { value: false } : { expected: 'true 或 false' };
};

export const oneOf =
  <const T extends string>(...words: readonly T[]): Parser<T> =>
  (given) => {
    const value = words.find((word) => word === given.toLowerCase());
    return value === undefined ? { expected: `${words.join('、')} 之一` } : { value };
  };

/** Words parted by commas, each once, at least one. */
export const someOf =
  <const T extends string>(...words: readonly T[]): Parser<readonly T[]> =>
  (given) => {
    const parts = given
      .toLowerCase()
      .split(',')
      .map((part) => part.trim());
    const value = words.filter((word) => parts.includes(word));
    const unknown = parts.some((part) => !words.some((word) => word === part));
    return unknown || value.length === 0 ? { expected: `${words.join('、')}，可用英文逗号并列` } : { value };
  };

/** An address whose scheme is one of `schemes` (without colon) and that names a host. */
export const address =
  (...schemes: readonly string[]): Parser<string> =>
  (given) => {
    const url = URL.canParse(given) ? new URL(given) : undefined;
    const fits =
      url && schemes.includes(url.protocol.slice(0, -1)) && (url.hostname !== '' || url.searchParams.has('host'));
    return fits
      ? { value: given }
      : { expected: `以 ${schemes.map((scheme) => `${scheme}://`).join(' 或 ')} 开头的地址` };
  };

/** A mailbox with the name and the word to open it. Never without encryption. */
export const mailbox: Parser<string> = (given) => {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const fits = url?.protocol === 'imaps:' && url.hostname !== '' && url.username !== '' && url.password !== '';
  return fits ? { value: given } : { expected: 'imaps://用户名:密码@邮件主机/文件夹 的形式，必须是 imaps' };
};

/** An http(s) address without path, query or trailing slash: what links are put behind. */
export const origin: Parser<string> = (given) => {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const fits =
    url && /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash && !url.username;
  return fits ? { value: url.origin } : { expected: '只含协议、主机和端口的网址，如 https://yjj.example.gov.cn' };
};

/** A name or number to listen on or to connect to. */
export const host: Parser<string> = (given) =>
  /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*)$/.test(given)
    ? { value: given }
    : { expected: '主机名或 IP 地址，不带协议和端口' };

/** `某某局 <name@host>` or the bare address. */
export const sender: Parser<string> = (given) =>
  /^(?:[^<>\r\n]+ ?<[^<>@\s]+@[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+)$/.test(given)
    ? { value: given }
    : { expected: '发件邮箱，如 江西药监 <tzgg@example.gov.cn>' };

/** Which proxies in front of us are believed about the visitor's address: none, a number of hops, or addresses and networks. */
export const trustedProxies: Parser<boolean | number | readonly string[]> = (given) => {
  if (NO.includes(given.toLowerCase())) return { value: false };
  if (/^[1-9]$/.test(given)) return { value: Number(given) };
  const parts = given.split(',').map((part) => part.trim());
  return parts.every((part) => part === 'loopback' || isAddressOrNetwork(part))
    ? { value: parts }
    : { expected: 'false、代理层数（1 到 9），或以英文逗号并列的代理 IP、网段' };
};

function isAddressOrNetwork(given: string): boolean {
  const [address = '', bits = '0', ...rest] = given.split('/');
  const version = isIP(address);
  return version !== 0 && rest.length === 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}
