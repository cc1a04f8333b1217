import { addHours } from '#kernel/dates.ts';
import type { World } from '../../../testing/world.ts';
import { citizen } from './requests-desk.ts';

/** What a citizen types, by the names of the form. */
export const typedCitizen = citizen as unknown as Readonly<Record<string, string>>;

export interface FormFile {
  readonly field: string;
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The public form as a browser without script sends it, over HTTP. */
export function publicForm(worldOf: () => World) {
  const send = async (url: string, type: string, payload: string | Buffer, remoteAddress = '127.0.0.1') => {
    const { app } = await worldOf().site();
    return app.inject({
      method: 'POST',
      url,
      remoteAddress,
      headers: { 'content-type': type, 'sec-fetch-site': 'same-origin', accept: 'text/html' },
      payload,
    });
  };
  return {
    post: (url: string, form: Readonly<Record<string, string | readonly string[]>>) =>
      send(
        url,
        'application/x-www-form-urlencoded',
        new URLSearchParams(
          Object.entries(form).flatMap(([name, value]) => [value].flat().map((one) => [name, one])),
        ).toString(),
      ),
    /** With files, as the form itself is sent. */
    postFiles(
      url: string,
      form: Readonly<Record<string, string | readonly string[]>>,
      files: readonly FormFile[],
      address?: string,
    ) {
      const edge = '----sunlit-form';
      const head = (text: string) => Buffer.from(`--${edge}\r\ncontent-disposition: form-data; ${text}\r\n`);
      const parts = [
        ...Object.entries(form).flatMap(([name, value]) =>
          [value].flat().map((one) => Buffer.concat([head(`name="${name}"`), Buffer.from(`\r\n${one}\r\n`)])),
        ),
        ...files.map(({ field, name, bytes }) =>
          Buffer.concat([
            head(`name="${field}"; filename="${name}"`),
            Buffer.from('content-type: application/octet-stream\r\n\r\n'),
            bytes,
            Buffer.from('\r\n'),
          ]),
        ),
        Buffer.from(`--${edge}--\r\n`),
      ];
      return send(url, `multipart/form-data; boundary=${edge}`, Buffer.concat(parts), address);
    },
    /** Everything the page carries along in hidden fields, a name with several values as a list. */
    hidden(html: string): Record<string, string | string[]> {
      const main = (html.split('<main')[1] ?? '').split('action="/requests"')[1] ?? html;
      const found: Record<string, string | string[]> = {};
      for (const [, name = '', value = ''] of main.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)) {
        const text = plain(value);
        const before = found[name];
        found[name] = before === undefined ? text : [before, text].flat();
      }
      return found;
    },
    /** The page has been looked at for so many seconds. */
    wait(seconds: number): void {
      const { clock } = worldOf();
      clock.moveTo(addHours(clock.now(), seconds / 3_600));
    },
    strong: (html: string) =>
      [...(html.split('class="receipt"')[1] ?? '').matchAll(/<strong>([^<]*)<\/strong>/g)].map(([, text = '']) => text),
  };
}

const plain = (html: string) =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
