import { Type } from 'typebox';
import { invalid } from '#kernel/errors.ts';
import { contentDisposition } from '#platform/files.ts';
import { type App, actorOf } from '#platform/http.ts';
import { act, type Services } from '#platform/services.ts';
import {
  changeBoxesBody,
  coverWordBody,
  examineBody,
  findWordBody,
  flagPagesBody,
  mayStandBody,
  removeBody,
  versionBody,
} from './contract.ts';
import { changeBoxes, coverWord, dropWord, flagPages, letStand } from './covering.ts';
import { coversElsewhere, sameRecords } from './elsewhere.ts';
import { examineCopy } from './examining.ts';
import { askCopy } from './making.ts';
import { copyFile, pagePicture, proposalsOf, recordDetail, recordsOf } from './reading.ts';
import { addRecord, examinedFile, removeRecord } from './receiving.ts';
import { recordWorkJob } from './working.ts';

const uuid = Type.String({ format: 'uuid' });
const ByRequest = Type.Object({ id: uuid });
const ByRecord = Type.Object({ id: uuid, recordId: uuid });
const ByPage = Type.Object({ id: uuid, recordId: uuid, page: Type.Integer({ minimum: 1, maximum: 500 }) });
const ByOther = Type.Object({ id: uuid, recordId: uuid, otherId: uuid });
const ByCopy = Type.Object({ id: uuid, copyId: uuid });
const ByWord = Type.Object({ id: uuid, recordId: uuid, wordId: uuid });

/** Records that go out with a reply: attached, covered, copied, examined. */
export function recordRoutes(app: App, services: Services): void {
  const read = { action: 'requests.read-records', limit: 'read' } as const;
  const write = { action: 'requests.handle-records', limit: 'write' } as const;
  const records = '/api/requests/:id/records';
  const one = `${records}/:recordId`;

  app.get(records, { config: read, schema: { params: ByRequest } }, (request) =>
    recordsOf(services, actorOf(request), request.params.id),
  );
  app.post(
    records,
    { config: { action: 'requests.handle-records', limit: 'upload' }, schema: { params: ByRequest } },
    async (request, reply) => {
      const actor = actorOf(request);
      const part = request.isMultipart() ? await request.file() : undefined;
      if (!part) throw invalid({ file: '请选择要上传的文件' });
      const file = await examinedFile(services, actor, part.file, part.filename ?? '');
      const id = await act(services, actor, (a) => addRecord(a, request.params.id, file));
      return reply.code(201).send({ id });
    },
  );
  app.get(one, { config: read, schema: { params: ByRecord } }, (request) =>
    recordDetail(services, actorOf(request), request.params.id, request.params.recordId),
  );
  app.post(
    `${one}/remove`,
    { config: write, schema: { params: ByRecord, body: removeBody } },
    async (request, reply) => {
      const { id, recordId } = request.params;
      await act(services, actorOf(request), (a) => removeRecord(a, id, recordId, request.body.because));
      return reply.code(204).send();
    },
  );
  app.get(`${one}/pages/:page`, { config: read, schema: { params: ByPage } }, async (request, reply) => {
    const { id, recordId, page } = request.params;
    const picture = await pagePicture(services, actorOf(request), id, recordId, page);
    return reply.type('image/jpeg').header('cache-control', 'private, no-store').send(picture);
  });
  app.get(`${one}/proposals`, { config: read, schema: { params: ByRecord } }, (request) =>
    proposalsOf(services, actorOf(request), request.params.id, request.params.recordId),
  );
  app.get(`${one}/elsewhere`, { config: read, schema: { params: ByRecord } }, (request) =>
    sameRecords(services, actorOf(request), request.params.id, request.params.recordId),
  );
  app.get(`${one}/elsewhere/:otherId`, { config: read, schema: { params: ByOther } }, (request) => {
    const { id, recordId, otherId } = request.params;
    return coversElsewhere(services, actorOf(request), id, recordId, otherId);
  });
  app.post(`${one}/find`, { config: read, schema: { params: ByRecord, body: findWordBody } }, (request) =>
    proposalsOf(services, actorOf(request), request.params.id, request.params.recordId, request.body.word),
  );
  app.post(`${one}/boxes`, { config: write, schema: { params: ByRecord, body: changeBoxesBody } }, async (request) => {
    const { id, recordId } = request.params;
    return { version: await act(services, actorOf(request), (a) => changeBoxes(a, id, recordId, request.body)) };
  });
  app.post(`${one}/pages`, { config: write, schema: { params: ByRecord, body: flagPagesBody } }, async (request) => {
    const { id, recordId } = request.params;
    return { version: await act(services, actorOf(request), (a) => flagPages(a, id, recordId, request.body)) };
  });
  app.post(`${one}/words`, { config: write, schema: { params: ByRecord, body: coverWordBody } }, (request) => {
    const { id, recordId } = request.params;
    return act(services, actorOf(request), (a) => coverWord(a, id, recordId, request.body));
  });
  app.post(`${one}/may-stand`, { config: write, schema: { params: ByRecord, body: mayStandBody } }, async (request) => {
    const { id, recordId } = request.params;
    return { version: await act(services, actorOf(request), (a) => letStand(a, id, recordId, request.body)) };
  });
  app.post(
    `${one}/words/:wordId/drop`,
    { config: write, schema: { params: ByWord, body: versionBody } },
    async (request) => {
      const { id, recordId, wordId } = request.params;
      return {
        version: await act(services, actorOf(request), (a) => dropWord(a, id, recordId, wordId, request.body.version)),
      };
    },
  );
  app.post(
    `${one}/copies`,
    { config: write, schema: { params: ByRecord, body: versionBody } },
    async (request, reply) => {
      const { id, recordId } = request.params;
      const copy = await act(services, actorOf(request), (a) =>
        askCopy(a, id, recordId, request.body.version, recordWorkJob),
      );
      return reply.code(201).send({ id: copy });
    },
  );
  app.post(
    '/api/requests/:id/copies/:copyId/examine',
    { config: { action: 'requests.examine-copy', limit: 'write' }, schema: { params: ByCopy, body: examineBody } },
    async (request, reply) => {
      const { id, copyId } = request.params;
      await act(services, actorOf(request), (a) => examineCopy(a, id, copyId, request.body.opinion));
      return reply.code(204).send();
    },
  );
  app.get(
    '/api/requests/:id/copies/:copyId/pdf',
    { config: { action: 'requests.read-records', limit: 'export' }, schema: { params: ByCopy } },
    async (request, reply) => {
      const pdf = await copyFile(services, actorOf(request), request.params.id, request.params.copyId);
      return reply
        .type('application/pdf')
        .header('content-disposition', contentDisposition('公开件.pdf'))
        .header('cache-control', 'private, no-store')
        .send(pdf);
    },
  );
}
