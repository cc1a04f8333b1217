/** One person's browser over HTTP: keeps cookies and the form token; nothing is tried again here. */
export class Browser {
  readonly #base: string;
  readonly #cookies = new Map<string, string>();
  #formToken = '';

  constructor(base: string) {
    this.#base = base;
  }

  async send(method: 'GET' | 'POST', path: string, body?: object | URLSearchParams): Promise<Response> {
    const headers: Record<string, string> = {
      cookie: [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      'x-form-token': this.#formToken,
      accept: path.startsWith('/api/') ? 'application/json' : 'text/html',
    };
    const form = body instanceof URLSearchParams;
    if (body) headers['content-type'] = form ? 'application/x-www-form-urlencoded' : 'application/json';
    const answer = await fetch(this.#base + path, {
      method,
      headers,
      body: form ? body.toString() : body ? JSON.stringify(body) : null,
      redirect: 'manual',
      signal: AbortSignal.timeout(15_000),
    });
    for (const cookie of answer.headers.getSetCookie()) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      this.#cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return answer;
  }

  async signIn(username: string, password: string): Promise<void> {
    const answer = await this.send('POST', '/api/session', { username, password });
    if (!answer.ok) throw new Error(`${username} could not sign in: ${answer.status} ${await answer.text()}`);
    const me = (await (await this.send('GET', '/api/session')).json()) as { formToken?: string };
    this.#formToken = me.formToken ?? '';
  }
}
