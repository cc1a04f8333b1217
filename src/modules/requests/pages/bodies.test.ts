import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createAccount } from '#commons/identity/index.ts';
import { newSubmissionId } from '#platform/submissions.ts';
import { act, systemActor } from '#platform/services.ts';
import { Browser } from '../../../commons/identity/testing/browser.ts';
import { makeWorld, type World } from '../../../testing/world.ts';
import { requestsDesk } from '../testing/requests-desk.ts';
import { typedCitizen } from '../testing/public-form.ts';

// Bodies of every kind, at every door a citizen or the office writes through. `SUNLIT_BODIES=100000` sends as many.

const RUNS = Number(process.env.SUNLIT_BODIES ?? 2_000);
const PASSWORD = 'Chun-Feng-2026';
let world: World;
let officer: Browser;
let underway = '';
let report = '';
beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1_000_000 }));
  const desk = await requestsDesk(world);
  desk.on('2026-03-02');
  underway = await desk.underway('2026-03-02');
  const { id: personId } = desk.officer;
  await act(world.services, systemActor, (a) =>
    createAccount(a, { personId, username: 'officer', password: PASSWORD }),
  );
  officer = new Browser((await world.site()).app);
  await officer.signIn('officer', PASSWORD);
  report = (await officer.post('/api/annual-reports', { year: 2025 })).json<{ id: string }>().id;
});
afterAll(() => world?.close());

const CITIZENS_DOORS = [
  '/requests',
  '/requests/review',
  '/requests/edit',
  '/requests/answers',
  '/requests/found',
  '/requests/query',
  '/requests/query.json',
  '/requests/query/file',
  '/requests/query/answer',
  '/requests/query/answer/review',
  '/requests/query/answer/send',
] as const;
/** Each with the request or report it is about. */
const OFFICE_DOORS = [
  () => '/api/requests',
  () => `/api/requests/${underway}/letters`,
  () => `/api/requests/${underway}/letters/preview`,
  () => `/api/matters/${underway}/steps/recordSearch`,
  () => `/api/matters/${underway}/steps/sendLetter/check`,
  () => `/api/annual-reports/${report}/imports`,
  () => `/api/annual-reports/${report}/entries`,
] as const;
const TYPES = [
  'application/x-www-form-urlencoded',
  'application/json',
  'multipart/form-data; boundary=x',
  'multipart/form-data',
  'text/plain',
  '',
] as const;
const NAMES = [
  ...Object.keys(typedCitizen),
  ...['file', 'drop', 'id', 'stamp', 'proof', 'offered', '__proto__', 'constructor', 'q'],
  ...['receipt', 'code', 'ticket', 'answer', 'kind', 'text', 'days', 'score'],
  ...[
    'channel',
    'arrivedOn',
    'confirmedOn',
    'evidence',
    'content',
    'version',
    'fields',
    'parts',
    'ground',
    'cell',
    'value',
  ],
];

const value = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('', '\u0000', '\u202e', '{}', '[]', 'null', '%', '%00', '../../etc/passwd', '=1+1', '2026-03-02'),
  fc.constantFrom(
    'a'.repeat(6_000),
    '0000-00-00',
    '9999-12-31',
    '1e309',
    '-1',
    'web',
    'reply',
    'citizen',
    '20260302-AAAAAAAA',
  ),
);
const encoded = fc
  .array(fc.tuple(fc.constantFrom(...NAMES), value), { maxLength: 25 })
  .map((pairs) => new URLSearchParams(pairs.map(([name, text]) => [name, text.toWellFormed()])).toString());
/** What passes the first checks goes further in. */
const nearlyRight = fc.tuple(fc.dictionary(fc.constantFrom(...NAMES), value), fc.boolean()).map(([said, sent]) =>
  new URLSearchParams({
    ...typedCitizen,
    ...(sent && { id: newSubmissionId(world.services.time.today()) }),
    ...Object.fromEntries(Object.entries(said).map(([name, text]) => [name, text.toWellFormed()])),
  }).toString(),
);
const nested = fc.letrec((tie) => ({
  some: fc.oneof(
    { maxDepth: 3 },
    value,
    fc.integer(),
    fc.double(),
    fc.constantFrom(null, true),
    tie('list'),
    tie('named'),
  ),
  list: fc.array(tie('some'), { maxLength: 4 }),
  named: fc.dictionary(fc.constantFrom(...NAMES), tie('some'), { maxKeys: 8 }),
}));
const json = fc.oneof(
  fc.json(),
  nested.named.map((said) => JSON.stringify(said)),
  nested.named.map((said) =>
    JSON.stringify({ channel: 'counter', arrivedOn: '2026-03-02', content: { ...typedCitizen, ...(said as object) } }),
  ),
  nested.named.map((said) => JSON.stringify({ kind: 'reply', content: said })),
  nested.named.map((said) => JSON.stringify({ version: 4, fields: said })),
);
const parts = fc
  .array(
    fc.tuple(
      fc.constantFrom(...NAMES, 'identity', 'attachment', 'authority'),
      fc.constantFrom('', 'a.pdf', 'a.docx', 'a.json', 'a.html'),
      value,
    ),
    {
      maxLength: 8,
    },
  )
  .map(
    (said) =>
      said
        .map(
          ([name, file, text]) =>
            `--x\r\nContent-Disposition: form-data; name="${name}"${file && `; filename="${file}"`}\r\n\r\n${text}\r\n`,
        )
        .join('') + '--x--\r\n',
  );
const body = fc.oneof(encoded, nearlyRight, json, parts, fc.string({ unit: 'binary', maxLength: 500 }));

test(
  'bodies of every kind are answered at every door of the citizen, and none makes the house fail',
  async () => {
    const { app } = await world.site();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...CITIZENS_DOORS),
        fc.constantFrom(...TYPES),
        body,
        async (url, type, payload) => {
          const { statusCode } = await app.inject({
            method: 'POST',
            url,
            headers: { 'sec-fetch-site': 'same-origin', ...(type && { 'content-type': type }) },
            payload,
          });
          expect(statusCode).toBeLessThan(500);
        },
      ),
      { numRuns: RUNS },
    );
  },
  RUNS * 120,
);

test(
  'and at those of the office',
  async () => {
    const answers = new Map<number, number>();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...OFFICE_DOORS),
        fc.constantFrom(...TYPES),
        body,
        async (door, type, payload) => {
          const { statusCode } = await officer.send({
            method: 'POST',
            url: door(),
            headers: { ...(type && { 'content-type': type }) },
            payload,
          });
          answers.set(statusCode, (answers.get(statusCode) ?? 0) + 1);
          expect(statusCode).toBeLessThan(500);
        },
      ),
      { numRuns: RUNS / 10 },
    );
    // Let in as somebody who may write there, or the doors said nothing.
    expect(answers.get(401) ?? 0).toBe(0);
    expect(answers.get(422) ?? 0).toBeGreaterThan(0);
  },
  RUNS * 120,
);
