import { Type } from 'typebox';
import { boundDefects } from '#kernel/body/bounds.ts';
import { notFound } from '#kernel/errors.ts';
import { matterById, maySee } from '#commons/casework/index.ts';
import { type App, actorOf } from '#platform/http.ts';
import { sanitise } from '#platform/sanitise.ts';
import { type Act, act, type Services } from '#platform/services.ts';
import { Content } from '../contract.ts';
import { publicationKind } from '../kind.ts';
import { knownFile } from '../known-files.ts';
import { typeOf } from '../releases.ts';
import { currentRevision } from '../revisions.ts';
import { companionsOf } from '../sets/members.ts';
import { allowedWordingLines, allowWording, forbidWording } from './allowed-wording.ts';
import { AllowedWording, type GateReport } from './contract.ts';
import { finding } from './finding.ts';
import { confirmationsOf, findingsOf, lookAt } from './gate.ts';

/** What is being typed: whatever part of the content is there already. */
const Typed = Type.Object(
  {
    type: Type.String({ maxLength: 60, title: '信息类别' }),
    documentId: Type.Optional(Type.String({ format: 'uuid' })),
    content: Type.Partial(Content, { additionalProperties: false }),
  },
  { additionalProperties: false },
);

/** The gate, asked: for a text under the pen (nothing is stored) and for a document as it stands. */
export function gateRoutes(app: App, services: Services): void {
  app.post(
    '/api/gate',
    { config: { action: 'publishing.draft', limit: 'write' }, schema: { body: Typed } },
    async (request): Promise<GateReport> => {
      const { type: key, documentId, content } = request.body;
      const type = services.catalogue.contentTypes.get(key);
      if (!type) throw notFound('这个信息类别');
      if (documentId) await seen(documentId, actorOf(request));
      const files = await act(services, actorOf(request), (a) => openable(a, content));
      const tooMuch = boundDefects(content.bodyHtml ?? '');
      // What is too much is told, and not looked into.
      const bodyHtml = tooMuch.length > 0 ? '' : sanitise(content.bodyHtml ?? '');
      const typed = { ...EMPTY, ...content, ...files, bodyHtml } as Content;
      const findings = await lookAt({
        db: services.db,
        services,
        today: services.time.today(),
        type,
        content: typed,
        documentId,
        writer: actorOf(request).id,
        companions: async () => (documentId ? companionsOf(services.db, documentId) : new Set()),
      });
      const told = [...tooMuch.map(tooMuchFinding), ...findings];
      return { checkedAt: services.time.now(), findings: told.map((one) => ({ ...one, confirmed: null })) };
    },
  );

  app.get(
    '/api/documents/:id/gate',
    {
      config: { action: 'publishing.read', limit: 'read' },
      schema: { params: Type.Object({ id: Type.String({ format: 'uuid' }) }) },
    },
    async (request): Promise<GateReport> => {
      const matter = await seen(request.params.id, actorOf(request));
      const { type } = await services.db
        .selectFrom('document')
        .select('type')
        .where('id', '=', matter.id)
        .executeTakeFirstOrThrow();
      const revision = await currentRevision(services.db, matter.id);
      const findings = await findingsOf(
        { db: services.db, services },
        typeOf(services, type),
        matter.id,
        revision.content,
      );
      const confirmed = new Map(
        (await confirmationsOf(services.db, matter, revision, findings)).map((one) => [one.finding, one]),
      );
      return {
        checkedAt: services.time.now(),
        findings: findings.map((one) => {
          const { by, reason } = confirmed.get(one.key) ?? {};
          return { ...one, confirmed: by && reason ? { by, reason } : null };
        }),
      };
    },
  );

  const wording = { action: 'publishing.manage-wording', limit: 'write' } as const;
  app.get('/api/allowed-wording', { config: { ...wording, limit: 'read' } }, () => allowedWordingLines(services.db));
  app.post('/api/allowed-wording', { config: wording, schema: { body: AllowedWording } }, async (request, reply) => {
    await act(services, actorOf(request), (a) => allowWording(a, request.body));
    return reply.code(204).send();
  });
  app.delete(
    '/api/allowed-wording/:id',
    { config: wording, schema: { params: Type.Object({ id: Type.String({ format: 'uuid' }) }) } },
    async (request, reply) => {
      await act(services, actorOf(request), (a) => forbidWording(a, request.params.id));
      return reply.code(204).send();
    },
  );

  async function seen(id: string, actor: Parameters<typeof maySee>[2]) {
    const matter = await matterById(services.db, id);
    if (matter?.kind !== 'publication' || !maySee(publicationKind, matter, actor)) throw notFound('这份文件');
    return matter;
  }
}

const tooMuchFinding = (sentence: string) =>
  finding({ check: 'writing', severity: 'block', field: 'content.bodyHtml', where: '正文', excerpt: '', sentence });

/** Of the files named, those the person may open: nobody is told what stands in another's. */
async function openable(a: Act, { attachments, media }: Partial<Content>): Promise<Partial<Content>> {
  const known = async (files: Content['attachments'] = []) =>
    (await Promise.all(files.map((file) => knownFile(a, file)))).flatMap((one) => (one ? [one.file] : []));
  return { attachments: await known(attachments), media: await known(media) };
}

const EMPTY: Partial<Content> = { title: '', disclosure: 'active', bodyHtml: '' };
