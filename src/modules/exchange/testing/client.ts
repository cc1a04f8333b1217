import { createHash, createHmac, randomBytes } from 'node:crypto';

// Written as an integrator would, from docs/exchange.md alone: it knows the address, its key and HMAC, and nothing of the code
// it talks to.

export interface PartnerAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Sending {
  readonly method?: string;
  readonly path: string;
  readonly json?: unknown;
  /** Bytes sent instead of JSON made from `json`. */
  readonly bytes?: Uint8Array;
  readonly contentType?: string;
  /** What a dishonest or careless caller would change, after signing. */
  readonly instead?: Readonly<Record<string, string>>;
  readonly timestamp?: string;
  readonly nonce?: string;
}

export interface ClientKey {
  readonly keyId: string;
  readonly secret: string;
}

/** A partner's side of the exchange. `now` is the partner's own clock. */
export function partnerClient(base: string, { keyId, secret }: ClientKey, now: () => string) {
  async function send(sending: Sending): Promise<PartnerAnswer> {
    const method = sending.method ?? (sending.json === undefined && !sending.bytes ? 'GET' : 'POST');
    const body =
      sending.bytes ?? (sending.json === undefined ? Buffer.alloc(0) : Buffer.from(JSON.stringify(sending.json)));
    const timestamp = sending.timestamp ?? now();
    const nonce = sending.nonce ?? randomBytes(16).toString('hex');
    const text = ['SUNLIT-HMAC-SHA256', method, sending.path, timestamp, nonce, hex(body)].join('\n');
    const answer = await fetch(`${base}${sending.path}`, {
      method,
      headers: {
        'x-sunlit-key': keyId,
        'x-sunlit-timestamp': timestamp,
        'x-sunlit-nonce': nonce,
        'x-sunlit-signature': `sha256=${createHmac('sha256', secret).update(text).digest('hex')}`,
        ...(method === 'GET' ? {} : { 'content-type': sending.contentType ?? 'application/json' }),
        ...sending.instead,
      },
      ...(method === 'GET' ? {} : { body }),
    });
    const said = await answer.text();
    const isJson = /json/.test(answer.headers.get('content-type') ?? '');
    return {
      status: answer.status,
      headers: answer.headers,
      body: isJson ? (JSON.parse(said) as Record<string, unknown>) : { text: said },
    };
  }
  return {
    send,
    ping: () => send({ path: '/open/v1/exchange/ping' }),
    push: (document: unknown) => send({ path: '/open/v1/exchange/documents', json: document }),
    standing: (externalId: string) => send({ path: `/open/v1/exchange/documents/${externalId}` }),
  };
}
export type PartnerClient = ReturnType<typeof partnerClient>;

const hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
