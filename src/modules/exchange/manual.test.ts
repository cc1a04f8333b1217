import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { instant } from '#kernel/dates.ts';
import { wallClock } from '#platform/time.ts';
import { LegalityOpinion, OpinionReceipt } from './legality-schema.ts';
import { Codes, ListedDocument } from './open-schema.ts';
import { DELIVERY_EVENTS, PAYMENT_OUTCOMES } from './contract.ts';
import { PaymentCode, PaymentCodeReceipt, PaymentReceipt, PaymentReport } from './payment-schema.ts';
import { PushDocument, PushFinding, Receipt, Standing } from './push-schema.ts';
import { newNonce, sign, textToSign } from './signing.ts';

// docs/exchange.md is all an outside developer has: what it says is held to what the code does.

test('the worked example of docs/exchange.md is what the code signs', async () => {
  const manual = await readFile('docs/exchange.md', 'utf8');
  const block = (name: string) => manual.split(`<!-- ${name} -->\n\`\`\`\n`)[1]?.split('\n```')[0] ?? '';
  const request = {
    method: 'POST',
    path: '/open/v1/exchange/documents',
    timestamp: '2026-03-02T01:00:00Z',
    nonce: '6f1f6e0a9c1b4d27a3d5f00c2b9e8d14',
    body: Buffer.from(block('example-body')),
  };
  expect(textToSign(request)).toBe(block('example-text'));
  expect(sign(block('example-secret'), request)).toBe(block('example-signature'));
  expect(instant(request.timestamp)).toBe('2026-03-02T01:00:00.000Z');
});

test('docs/exchange.md names every field that is asked for or answered', async () => {
  const manual = await readFile('docs/exchange.md', 'utf8');
  const { document, drafter, body, ...outer } = PushDocument.properties;
  const names = [
    ...[outer, drafter.properties, body.properties, body.properties.docx.properties, document.properties],
    ...[Receipt.properties, PushFinding.properties, Standing.properties, LegalityOpinion.properties],
    ...[OpinionReceipt.properties, ListedDocument.properties, Codes.properties],
    ...[PaymentCode.properties, PaymentCodeReceipt.properties, PaymentReport.properties, PaymentReceipt.properties],
  ].flatMap(Object.keys);
  expect(names.length).toBeGreaterThan(70);
  names.push(...Object.keys(PAYMENT_OUTCOMES), ...Object.keys(DELIVERY_EVENTS));
  const told = (name: string) => new RegExp(`\\b${name}\\b`).test(manual);
  expect(names.filter((name) => !told(name))).toEqual([]);
});

test('the receiver of docs/exchange.md knows what is ours from what is not', async () => {
  const manual = await readFile('docs/exchange.md', 'utf8');
  const program = manual.split('<!-- example-receiver -->\n```js\n')[1]?.split('\n```')[0] ?? '';
  const { isGenuine } = (await import(`data:text/javascript,${encodeURIComponent(program)}`)) as {
    isGenuine: (request: object, secret: string) => boolean;
  };
  const body = Buffer.from('{"event":"document.released"}');
  const signed = { method: 'POST', path: '/hook?of=oa', timestamp: wallClock.now(), nonce: newNonce(), body };
  const headers = {
    'x-sunlit-timestamp': signed.timestamp,
    'x-sunlit-nonce': signed.nonce,
    'x-sunlit-signature': `sha256=${sign('another', signed)},sha256=${sign('secret', signed)}`,
  };
  const request = { headers, path: signed.path, body };
  const old = { ...signed, timestamp: '2026-03-02T01:00:00Z' };
  const stale = { 'x-sunlit-timestamp': old.timestamp, 'x-sunlit-signature': `sha256=${sign('secret', old)}` };
  expect(isGenuine(request, 'secret')).toBe(true);
  expect(isGenuine(request, 'third')).toBe(false);
  expect(isGenuine({ ...request, path: '/hook' }, 'secret')).toBe(false);
  expect(isGenuine({ ...request, body: Buffer.from('{}') }, 'secret')).toBe(false);
  expect(isGenuine({ ...request, headers: { ...headers, ...stale } }, 'secret')).toBe(false);
  expect(isGenuine({ ...request, headers: {} }, 'secret')).toBe(false);
});
