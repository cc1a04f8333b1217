import { DEMO_PASSWORD } from './setup.ts';

export interface Cookie {
  readonly name: string;
  readonly value: string;
}

/** What a browser would keep of somebody who has signed in. */
export interface Session {
  readonly cookies: readonly Cookie[];
  readonly formToken: string;
}

const open = new Map<string, Promise<Session>>();

/** The session of a member of staff: signed in at the first call, the same one afterwards. Nobody may end it. */
export function sessionOf(username: string): Promise<Session> {
  const session = open.get(username) ?? newSession(username);
  open.set(username, session);
  return session;
}

async function newSession(username: string): Promise<Session> {
  const base = process.env.SUNLIT_E2E_BASE ?? '';
  const signedIn = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: DEMO_PASSWORD }),
  });
  if (!signedIn.ok) throw new Error(`${username} could not sign in: ${await signedIn.text()}`);
  const cookies = signedIn.headers.getSetCookie().map((line) => {
    const [pair = ''] = line.split(';', 1);
    const at = pair.indexOf('=');
    return { name: pair.slice(0, at), value: pair.slice(at + 1) };
  });
  const read = await fetch(`${base}/api/session`, { headers: { cookie: headerOf(cookies) } });
  const { formToken = '' } = (await read.json()) as { formToken?: string };
  return { cookies, formToken };
}

/** As a browser sends them. */
export const headerOf = (cookies: readonly Cookie[]): string =>
  cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
