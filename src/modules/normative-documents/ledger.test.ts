import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { todoOf } from '#commons/casework/index.ts';
import { type Content, createDocument } from '#commons/publishing/index.ts';
import { instant } from '#kernel/dates.ts';
import { NORMATIVE } from '../../commons/publishing/testing/normative.ts';
import { type LedgerOffice, openLedgerOffice } from './testing/ledger-office.ts';
import { ledgerPromise, settleLedger } from './watch.ts';

let office: LedgerOffice;
beforeAll(async () => {
  office = await openLedgerOffice();
});
afterAll(() => office?.close());

let old: string;
let newer: string;
let kept: string;

describe('a normative document that is released', () => {
  test('is entered in the ledger in that moment, with who reviewed it, and the public sees whether it is in force', async () => {
    old = await office.published({
      title: '药品经营监督检查办法',
      data: { effectiveOn: '2026-04-01', validUntil: '2031-03-31' },
    });
    expect(await office.line(old)).toMatchObject({
      standing: 'pending',
      validUntil: '2031-03-31',
      filingDueOn: '2026-04-01',
    });
    const { events, legalityReview, deliberation, deliberatedOn, interpretations, mayFile } = await office.detail(old);
    expect(events.map(({ kind }) => kind)).toEqual(['entered']);
    expect(legalityReview).toMatchObject({ opinion: '合法。', number: expect.stringContaining('赣药监法审') });
    expect([deliberation, deliberatedOn]).toEqual(['局务会议', '2026-03-02']);
    expect((await office.line(old))?.reviewNumber).toBe(legalityReview?.number);
    expect([interpretations.length, mayFile]).toEqual([1, true]);
    expect(await office.validity(old)).toMatchObject({ state: 'pending', effectiveOn: '2026-04-01', by: null });
    expect(await office.page('/registers/normative-documents')).toContain('尚未施行');
  });

  test('a number of filing is no part of a draft; an old text that has one is read with it and written on without it', async () => {
    const filingNumber = '赣府备〔2025〕1号';
    await expect(
      office.draft('normative-document', {
        documentNumber: '赣药监规〔2026〕90号',
        data: { ...NORMATIVE, filingNumber },
      }),
    ).rejects.toMatchObject({ fields: { 'content.data.filingNumber': expect.anything() } });
    const id = await office.draft('normative-document', { documentNumber: '赣药监规〔2026〕90号', data: NORMATIVE });
    // As an edition before this one wrote it.
    await office.world.database.ownerDb.transaction().execute(async (tx) => {
      await sql`alter table document_revision disable trigger user`.execute(tx);
      await sql`update document_revision set data = data || ${JSON.stringify({ filingNumber })}::jsonb, content_hash = 'sm3:of that edition'
        where document_id = ${id}`.execute(tx);
      await sql`alter table document_revision enable trigger user`.execute(tx);
    });
    const content = await office.contentOf(id);
    expect(content.data).toMatchObject({ filingNumber });
    await office.step('drafter', 'jx-finance', id, 'revise', { content, reason: '继续修改' });
    expect((await office.contentOf(id)).data).not.toHaveProperty('filingNumber');
  });

  test('without a last day has five years, a trial one two', async () => {
    kept = await office.published({ title: '药品检查员管理规定（试行）', data: { effectiveOn: '2026-03-10' } });
    expect((await office.line(kept))?.validUntil).toBe('2028-03-09');
  });

  test('is to be filed: a duty in the to-do list though the document is done, until it is written down', async () => {
    const drafter = await office.world.cast('drafter', 'jx-finance');
    const duty = async () =>
      (await todoOf(office.world.services, drafter)).waiting.find(
        ({ task }) => task === '报送备案：《药品经营监督检查办法》',
      );
    expect(await duty()).toMatchObject({ dueOn: '2026-04-01', path: `/normative-documents/${old}` });
    const { version } = await office.detail(old);
    const one = await office.browser('drafter', 'jx-finance');
    const send = (body: object) =>
      one.post(`/api/normative-documents/${old}/filing`, {
        version,
        number: '赣府备〔2026〕7号',
        on: '2026-03-02',
        ...body,
      });
    expect((await send({ on: '2026-03-01' })).json().fields).toEqual({ on: '备案日期不能早于成文日期' });
    expect((await send({ on: '2027-01-01' })).statusCode).toBe(422);
    expect((await send({ version: 99 })).statusCode).toBe(409);
    const stranger = await office.browser('drafter', 'jx-personnel').catch(() => office.browser('clerk', 'jx-legal'));
    expect(
      (await stranger.post(`/api/normative-documents/${old}/filing`, { version, number: '备1号', on: '2026-03-02' }))
        .statusCode,
    ).toBe(403);
    expect((await send({})).statusCode).toBe(204);
    expect(await office.line(old)).toMatchObject({ filingNumber: '赣府备〔2026〕7号', filedOn: '2026-03-02' });
    expect(await duty()).toBeUndefined();
  });
});

describe('a document repealed by another', () => {
  test('ceases on the day the other takes effect, both pages lead to each other, and any day can be asked for', async () => {
    office.world.clock.moveTo(instant('2026-06-01T01:00:00Z'));
    await settleLedger(office.world.services);
    expect((await office.line(old))?.standing).toBe('in-force');
    newer = await office.published({
      title: '药品经营和使用监督检查办法',
      data: { effectiveOn: '2026-07-01', validUntil: '2031-06-30' },
      relations: [{ kind: 'repeals', documentId: old }],
    });
    expect((await office.line(old))?.standing).toBe('in-force');
    expect(await office.line(old, '&asOf=2026-07-01')).toMatchObject({ standing: 'repealed', since: '2026-07-01' });
    office.world.clock.moveTo(instant('2026-06-30T16:10:00Z'));
    expect(await settleLedger(office.world.services)).toBe(2);
    expect(await settleLedger(office.world.services)).toBe(0);
    expect(await office.line(old)).toMatchObject({ standing: 'repealed', since: '2026-07-01' });
    expect(await office.line(old, '&asOf=2026-06-30')).toMatchObject({ standing: 'in-force' });
    expect(await office.validity(old)).toMatchObject({
      state: 'repealed',
      on: '2026-07-01',
      by: { title: '药品经营和使用监督检查办法', indexNumber: await office.indexNumber(newer) },
    });
    expect(await office.validity(newer)).toMatchObject({
      state: 'in-force',
      affects: [{ title: '药品经营监督检查办法', how: '废止' }],
    });
    // Once each: what it is in a word, since when and by what above it.
    const told = (await office.page(`/documents/${await office.indexNumber(old)}`)).replaceAll(/<[^>]+>/g, '');
    expect(told.match(/2026年4月1日|施行日期/g)).toEqual(['施行日期', '2026年4月1日']);
    expect(told.match(/有效期至|自2026年7月1日起/g)).toEqual(['自2026年7月1日起']);
    // What explains it says so too.
    const { rows } = await sql<{ index_number: string }>`select index_number from portal.document
      where relations @> ${JSON.stringify([{ kind: 'interprets', documentId: old }])}::jsonb`.execute(
      office.world.services.portalDb,
    );
    const explaining = (await office.page(`/documents/${rows[0]?.index_number}`)).replaceAll(/<[^>]+>/g, '');
    expect(explaining).toContain('所解读的文件已废止　药品经营监督检查办法');
    expect(explaining).toContain('药品经营监督检查办法（已废止）');
    const register = await office.page('/registers/normative-documents?state=repealed');
    expect(register).toContain(`/documents/${await office.indexNumber(newer)}`);
  });

  test('cannot be repealed or amended again: the draft that tries is refused in words', async () => {
    for (const kind of ['repeals', 'amends'] as const)
      await expect(
        office.draft('normative-document', {
          documentNumber: '赣药监规〔2026〕99号',
          data: { effectiveOn: '2026-12-01' },
          relations: [{ kind, documentId: old }],
        }),
      ).rejects.toMatchObject({ fields: { 'content.relations': expect.stringContaining('自2026年7月1日起已废止') } });
  });

  test('is not repealed by what was not reviewed for legality: an announcement that tries is refused in words', async () => {
    for (const kind of ['repeals', 'amends', 'supersedes'] as const)
      await expect(
        office.draft('announcement', { relations: [{ kind, documentId: newer }], columnKey: 'announcements' }),
      ).rejects.toMatchObject({ fields: { 'content.relations': expect.stringContaining('不经合法性审核') } });
  });

  test('is not ended by another bureau: the draft that tries is refused in words', async () => {
    const other = await sql<{ id: string; key: string; path: string[] }>`
      select u.id, u.key, u.path::text[] as path from post p join unit u on u.id = p.unit_id join post_holding h on h.post_id = p.id
      where 'drafter' = any(p.roles)`.execute(office.world.services.db);
    const bureau = await office.unitId('jx-mpa');
    const theirs = other.rows.find(({ path }) => path[0] !== bureau);
    if (!theirs) throw new Error('no other bureau has a drafter');
    const drafter = await office.world.cast('drafter', theirs.key);
    const content = { ...(await office.contentOf(newer)), issuingUnitId: theirs.path[0] ?? theirs.id };
    for (const kind of ['repeals', 'amends'] as const)
      await expect(
        office.world.as(drafter, (a) =>
          createDocument(a, {
            type: 'normative-document',
            leadUnitId: theirs.id,
            content: { ...content, documentNumber: '洪市监规〔2026〕1号', relations: [{ kind, documentId: kept }] },
          }),
        ),
      ).rejects.toMatchObject({
        fields: { 'content.relations': expect.stringContaining('只能由制定机关废止或者修改') },
      });
  });

  test('what was to happen later does not, when the other is withdrawn before its day; what has happened stays', async () => {
    const third = await office.published({
      title: '药品检查员管理规定',
      data: { effectiveOn: '2026-12-01', validUntil: '2031-11-30' },
      relations: [{ kind: 'repeals', documentId: kept }],
    });
    expect(await office.line(kept, '&asOf=2026-12-01')).toMatchObject({ standing: 'repealed' });
    const corrected = async (change: Partial<Content>) => {
      await office.step('drafter', 'jx-finance', third, 'correct', { reason: '更正施行日期' });
      const content = { ...(await office.contentOf(third)), ...change };
      await office.step('drafter', 'jx-finance', third, 'revise', { reason: '更正施行日期', content });
      await office.sign(third, true);
      await office.step('releaser', undefined, third, 'release');
    };
    await corrected({ data: { effectiveOn: '2026-12-20', validUntil: '2031-11-30' } });
    expect(await office.line(kept, '&asOf=2026-12-19')).toMatchObject({ standing: 'in-force' });
    expect(await office.line(kept, '&asOf=2026-12-20')).toMatchObject({ standing: 'repealed', since: '2026-12-20' });
    // A correction that no longer names it calls it off; one that names it again ends it again.
    await corrected({ relations: [] });
    expect(await office.line(kept, '&asOf=2026-12-20')).toMatchObject({ standing: 'in-force' });
    expect((await office.detail(kept)).events[0]).toMatchObject({
      kind: 'called-off',
      reason: '所依据的文件更正后不再作此规定',
    });
    expect(await office.validity(kept)).toMatchObject({ state: 'in-force' });
    await corrected({ relations: [{ kind: 'repeals', documentId: kept }] });
    expect(await office.line(kept, '&asOf=2026-12-20')).toMatchObject({ standing: 'repealed', since: '2026-12-20' });
    await office.step('issuer', undefined, third, 'withdraw', { cause: 'secrecy', reason: '需要重新核对' });
    expect(await office.line(kept, '&asOf=2026-12-20')).toMatchObject({ standing: 'in-force' });
    expect((await office.detail(kept)).events[0]).toMatchObject({ kind: 'called-off' });
    expect(await office.validity(third)).toBeUndefined();
    expect(await office.page('/open/v1/normative-documents')).not.toContain('药品检查员管理规定"');
    await office.step('issuer', undefined, newer, 'withdraw', { cause: 'secrecy', reason: '需要重新核对' });
    expect(await office.line(old)).toMatchObject({ standing: 'repealed' });
    expect(await office.validity(old)).toMatchObject({
      state: 'repealed',
      by: null,
      reason: '由另一份文件废止，该文件的网页已撤回',
    });
  });

  test('what was taken off for a secret is named nowhere: page, register, open interface, search', async () => {
    const paths = [
      `/documents/${await office.indexNumber(old)}`,
      '/registers/normative-documents',
      '/registers/normative-documents?state=repealed',
      '/open/v1/normative-documents',
      '/open/v1/normative-documents?state=repealed',
      '/open/v1/documents',
    ];
    for (const path of paths) {
      const body = await office.page(path);
      expect([path, body.includes('药品经营监督检查办法')]).toEqual([path, true]);
      expect([path, body.includes('药品经营和使用监督检查办法')]).toEqual([path, false]);
    }
    const rows = await office.world.services.portalDb.selectFrom('portal.record').select('body').execute();
    expect(JSON.stringify(rows)).not.toContain('药品经营和使用监督检查办法');
  });
});

describe('a document that grows old', () => {
  test('is warned of six, three and one months before, each once, stands in the to-do list, and then expires by itself', async () => {
    const heard = async () =>
      (
        await office.world.services.db
          .selectFrom('notice')
          .select('dedupe')
          .distinct()
          .where('dedupe', 'like', `normative:${kept}:%`)
          .orderBy('dedupe')
          .execute()
      ).map(({ dedupe }) => dedupe.split(':').at(-1));
    for (const [at, levels] of [
      ['2027-09-08', []],
      ['2027-09-09', ['6']],
      ['2027-12-09', ['3', '6']],
      ['2028-02-09', ['1', '3', '6']],
    ] as const) {
      office.world.clock.moveTo(instant(`${at}T01:00:00Z`));
      await settleLedger(office.world.services);
      await settleLedger(office.world.services);
      expect([at, await heard()]).toEqual([at, levels]);
    }
    const chased = async () =>
      (
        await office.world.services.db
          .selectFrom('notice')
          .select('dedupe')
          .distinct()
          .where('dedupe', 'like', `normative-chase:${kept}:%`)
          .execute()
      )
        .map(({ dedupe }) => dedupe.split(':').at(-1))
        .sort();
    for (const [at, days] of [
      ['2028-02-23', []],
      ['2028-02-24', ['14']],
      ['2028-03-02', ['14', '7']],
      ['2028-03-08', ['1', '14', '7']],
    ] as const) {
      office.world.clock.moveTo(instant(`${at}T01:00:00Z`));
      await settleLedger(office.world.services);
      await settleLedger(office.world.services);
      expect([at, await chased()]).toEqual([at, days]);
    }
    const drafter = await office.world.cast('drafter', 'jx-finance');
    const duties = async () =>
      (await todoOf(office.world.services, drafter)).waiting.filter(({ dueOn }) => dueOn === '2028-03-09');
    expect((await duties()).length).toBe(1);
    expect((await office.ledger('&due=expiring')).map(({ id }) => id)).toContain(kept);
    office.world.clock.moveTo(instant('2028-03-09T15:00:00Z'));
    await settleLedger(office.world.services);
    expect((await office.line(kept))?.standing).toBe('in-force');
    office.world.clock.moveTo(instant('2028-03-11T01:00:00Z'));
    expect((await ledgerPromise.broken(office.world.services)).count).toBe(1);
    await settleLedger(office.world.services);
    expect((await ledgerPromise.broken(office.world.services)).count).toBe(0);
    expect(await office.line(kept)).toMatchObject({ standing: 'expired', since: '2028-03-10' });
    expect((await office.detail(kept)).events[0]).toMatchObject({
      kind: 'expired',
      effectOn: '2028-03-10',
      madeBy: null,
    });
    expect(await office.validity(kept)).toMatchObject({ state: 'expired', reason: '有效期届满，自动失效' });
    expect(await duties()).toEqual([]);
  });
});
