import { afterAll, beforeAll, expect, test } from 'vitest';
import { instant } from '#kernel/dates.ts';
import type { Browser } from '../../commons/identity/testing/browser.ts';
import { signedIn } from '../../testing/browsers.ts';
import { makeWorld, type World } from '../../testing/world.ts';
import { realReport } from './testing/reports.ts';

// The report through the doors people use: who may, what is refused, files in and out.

let world: World;
let officer: Browser;
let registrar: Browser;
let id = '';

beforeAll(async () => {
  world = await makeWorld((config) => ({ ...config, limitFactor: 1000 }));
  world.clock.moveTo(instant('2026-01-08T02:00:00Z'));
  officer = await signedIn(world, await world.cast('openness-officer'), 'officer');
  registrar = await signedIn(world, await world.cast('registrar'), 'registrar');
  id = (await officer.post('/api/annual-reports', { year: 2024 })).json<{ id: string }>().id;
});
afterAll(() => world?.close());

test('whoever has no part in reports neither sees nor opens them', async () => {
  expect((await registrar.get(`/api/annual-reports/${id}`)).statusCode).toBe(403);
  expect((await registrar.post('/api/annual-reports', { year: 2025 })).statusCode).toBe(403);
  expect((await registrar.get(`/api/annual-reports/${id}/behind?cell=applications.granted.total`)).statusCode).toBe(
    403,
  );
  expect((await registrar.get(`/api/annual-reports/${id}/export/json`)).statusCode).toBe(403);
});

test('the list says which year is due: the one that is over, also while another is begun', async () => {
  const list = (await officer.get('/api/annual-reports')).json<{
    dueYear: number;
    rows: readonly { year: number }[];
  }>();
  expect(list.dueYear).toBe(2025);
  expect(list.rows.map(({ year }) => year)).toEqual([2024]);
});

test('what is no year, no cell and no format is refused, and never fails', async () => {
  expect((await officer.post('/api/annual-reports', { year: 1999 })).statusCode).toBe(422);
  for (const cell of ['applications.nonsense.total', 'proactive.constructor.made', 'review.reconsideration.hasOwn'])
    expect([cell, (await officer.get(`/api/annual-reports/${id}/behind?cell=${cell}`)).statusCode]).toEqual([
      cell,
      404,
    ]);
  expect((await officer.get(`/api/annual-reports/${id}/behind?cell=1;drop`)).statusCode).toBe(422);
  expect((await officer.get(`/api/annual-reports/${id}/export/exe`)).statusCode).toBe(422);
  const entry = { cell: 'applications.granted.total', value: 3, source: '自己写的', asOf: '2024-12-31' };
  expect((await officer.post(`/api/annual-reports/${id}/entries`, entry)).statusCode).toBe(422);
});

test('a source that a spreadsheet would run is words in what is exported', async () => {
  const source = '=HYPERLINK("https://example.org")';
  const entry = { cell: 'proactive.fees.amountWan', value: 1.25, source, asOf: '2024-12-31' };
  expect((await officer.post(`/api/annual-reports/${id}/entries`, entry)).statusCode).toBe(204);
  const csv = await officer.get(`/api/annual-reports/${id}/export/csv`);
  expect(csv.headers['content-type']).toContain('text/csv');
  expect(csv.body).toContain('proactive.fees.amountWan,行政事业性收费·本年收费金额（单位：万元）,1.25');
  expect(csv.body).not.toMatch(/,=/);
});

/** A file as a browser sends it. */
const sent = (name: string, text: string) =>
  officer.send({
    method: 'POST',
    url: `/api/annual-reports/${id}/imports`,
    headers: { 'content-type': 'multipart/form-data; boundary=x' },
    payload: `--x\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n${text}\r\n--x--\r\n`,
  });

test('last year’s report is read, looked at cell by cell, and compared with only once it is taken', async () => {
  const figures = realReport('suqian-2023');
  const upload = await sent('suqian-2023.json', JSON.stringify(figures));
  expect(upload.statusCode).toBe(201);
  const read = upload.json<{ id: string; cells: { path: string; value: number }[]; taken: boolean }>();
  expect(read.taken).toBe(false);
  expect(read.cells).toContainEqual(
    expect.objectContaining({ path: 'applications.newReceived.total', value: figures.applications.newReceived?.total }),
  );
  const previous = async () =>
    (await officer.get(`/api/annual-reports/${id}`)).json<{ previous: { name: string } | null }>().previous;
  expect(await previous()).toBeNull();
  expect((await registrar.post(`/api/annual-reports/${id}/imports/${read.id}/take`, {})).statusCode).toBe(403);
  expect((await officer.post(`/api/annual-reports/${id}/imports/${read.id}/take`, {})).statusCode).toBe(204);
  expect((await previous())?.name).toBe('suqian-2023.json');
  expect((await officer.post(`/api/annual-reports/${id}/imports/${read.id}/take`, {})).statusCode).toBe(409);
});

test('the public reads the figures of what is published, and nothing of what is not', async () => {
  const answer = await (await world.site()).app.inject({ url: '/open/v1/annual-reports?year=2024' });
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toEqual({ items: [] });
});

test('a year of which nothing is public yet, and what is no year, are not found at the address of a year', async () => {
  const { app } = await world.site();
  for (const url of ['/annual-reports/2024', '/annual-reports/2031', '/annual-reports/last'])
    expect([url, (await app.inject({ url, headers: { accept: 'text/html' } })).statusCode]).toEqual([
      url,
      url.endsWith('last') ? 422 : 404,
    ]);
});
