import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import type { App } from '#platform/http.ts';

/** One person's browser: keeps cookies, sends the form token, comes from one address. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #app: App;
  readonly #address: string;
  formToken = '';

  constructor(app: App, address = '10.1.1.1') {
    this.#app = app;
    this.#address = address;
  }

  get = (url: string) => this.send({ method: 'GET', url });
  post = (url: string, payload: object = {}) => this.send({ method: 'POST', url, payload });
  put = (url: string, payload: object) => this.send({ method: 'PUT', url, payload });
  del = (url: string, payload?: object) => this.send({ method: 'DELETE', url, ...(payload && { payload }) });

  /** One file in the field `file`, as a form of the workbench sends it. */
  upload(url: string, name: string, bytes: Uint8Array): Promise<LightMyRequestResponse> {
    const boundary = 'sunlit-test-boundary';
    const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`;
    return this.send({
      method: 'POST',
      url,
      headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      payload: Buffer.concat([Buffer.from(head), bytes, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    });
  }

  async send(options: InjectOptions): Promise<LightMyRequestResponse> {
    const response = await this.#app.inject({
      remoteAddress: this.#address,
      ...options,
      headers: {
        'user-agent': 'test-browser',
        cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'x-form-token': this.formToken,
        ...options.headers,
      },
    });
    for (const { name, value, maxAge } of response.cookies) {
      if (value === '' || maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, encodeURIComponent(value));
    }
    return response;
  }

  /** Signs in and fetches the form token, as the workbench does. */
  async signIn(username: string, password: string): Promise<LightMyRequestResponse> {
    const response = await this.post('/api/session', { username, password });
    await this.refresh();
    return response;
  }

  async refresh<T = Record<string, unknown>>(): Promise<T> {
    const me = (await this.get('/api/session')).json<T & { formToken?: string }>();
    this.formToken = me.formToken ?? '';
    return me;
  }
}
