import { notFound } from '#kernel/errors.ts';
import { type App, actorOf } from '#platform/http.ts';
import { type Services, act } from '#platform/services.ts';
import { removeClass, saveClass } from './commands/classes.ts';
import { delegate, endDelegation } from './commands/delegations.ts';
import { addPerson, changePerson, viewPhone } from './commands/people.ts';
import { abolishPost, addPost, appointHolder, changePost, endHolding } from './commands/posts.ts';
import { exportTable, filesOf, importRegister, rehearseImport } from './commands/transfer.ts';
import { addUnit, changeUnitFacts, closeUnit, moveUnit, renameUnit, setAliases } from './commands/units.ts';
import * as contract from './contract.ts';
import { classList, delegationsFor, peopleList, unitDetail } from './screens.ts';
import { unitTree } from './queries.ts';
import { registerForResolving } from './resolving.ts';

/** Files of an import come as base64 in JSON: five of them at four million characters. */
const IMPORT_LIMIT = 21 * 1024 * 1024;

/** The workbench's API over the register. */
export function organisationRoutes(app: App, services: Services): void {
  unitRoutes(app, services);
  postRoutes(app, services);
  peopleRoutes(app, services);
  delegationRoutes(app, services);
  transferRoutes(app, services);
}

const read = { action: 'organisations.read', limit: 'read' } as const;
const writes = (action: string) => ({ action, limit: 'write' }) as const;
const byId = { params: contract.ById };

function unitRoutes(app: App, services: Services): void {
  const { db, time } = services;
  const units = writes('organisations.units');

  // For pickers: every unit there is today, with the words it is known by.
  app.get('/api/units', { config: read }, async () => {
    const { units: words } = await registerForResolving(db);
    const aliases = new Map(words.map((unit) => [unit.id, unit.aliases]));
    const tree = await unitTree(db, time.today());
    return { units: tree.map((unit) => ({ ...unit, aliases: aliases.get(unit.id) ?? [] })) };
  });

  app.get('/api/units/:id', { config: read, schema: byId }, async (request) => {
    const unit = await unitDetail(db, actorOf(request), request.params.id);
    if (!unit) throw notFound('这个机构');
    return unit;
  });

  app.post('/api/units', { config: units, schema: { body: contract.NewUnit } }, async (request, reply) =>
    reply.code(201).send(await act(services, actorOf(request), (a) => addUnit(a, request.body))),
  );
  app.post('/api/units/:id/rename', { config: units, schema: { ...byId, body: contract.RenameUnit } }, (request) =>
    done(act(services, actorOf(request), (a) => renameUnit(a, request.params.id, request.body))),
  );
  app.post('/api/units/:id/facts', { config: units, schema: { ...byId, body: contract.UnitFacts } }, (request) =>
    done(act(services, actorOf(request), (a) => changeUnitFacts(a, request.params.id, request.body))),
  );
  app.post('/api/units/:id/move', { config: units, schema: { ...byId, body: contract.MoveUnit } }, (request) =>
    done(act(services, actorOf(request), (a) => moveUnit(a, request.params.id, request.body))),
  );
  app.post('/api/units/:id/close', { config: units, schema: { ...byId, body: contract.CloseUnit } }, (request) =>
    done(act(services, actorOf(request), (a) => closeUnit(a, request.params.id, request.body))),
  );
  app.post('/api/units/:id/aliases', { config: units, schema: { ...byId, body: contract.UnitAliases } }, (request) =>
    done(act(services, actorOf(request), (a) => setAliases(a, request.params.id, request.body))),
  );

  app.get('/api/unit-classes', { config: read }, async (request) => ({ rows: await classList(db, actorOf(request)) }));
  app.put(
    '/api/unit-classes/:key',
    { config: units, schema: { params: contract.ClassKey, body: contract.UnitClass } },
    (request) => done(act(services, actorOf(request), (a) => saveClass(a, request.params.key, request.body))),
  );
  app.delete('/api/unit-classes/:key', { config: units, schema: { params: contract.ClassKey } }, (request) =>
    done(act(services, actorOf(request), (a) => removeClass(a, request.params.key))),
  );
}

function postRoutes(app: App, services: Services): void {
  const posts = writes('organisations.posts');
  app.post(
    '/api/units/:id/posts',
    { config: posts, schema: { ...byId, body: contract.NewPost } },
    async (request, reply) =>
      reply.code(201).send(await act(services, actorOf(request), (a) => addPost(a, request.params.id, request.body))),
  );
  app.post('/api/posts/:id', { config: posts, schema: { ...byId, body: contract.NewPost } }, (request) =>
    done(act(services, actorOf(request), (a) => changePost(a, request.params.id, request.body))),
  );
  app.post('/api/posts/:id/abolish', { config: posts, schema: { ...byId, body: contract.AbolishPost } }, (request) =>
    done(act(services, actorOf(request), (a) => abolishPost(a, request.params.id, request.body))),
  );
  app.post(
    '/api/posts/:id/holders',
    { config: posts, schema: { ...byId, body: contract.Appointment } },
    async (request, reply) =>
      reply
        .code(201)
        .send(await act(services, actorOf(request), (a) => appointHolder(a, request.params.id, request.body))),
  );
  app.post('/api/holdings/:id/end', { config: posts, schema: { ...byId, body: contract.EndHolding } }, (request) =>
    done(act(services, actorOf(request), (a) => endHolding(a, request.params.id, request.body))),
  );
}

function peopleRoutes(app: App, services: Services): void {
  const { db, time } = services;
  const people = writes('organisations.people');
  app.get('/api/people', { config: read, schema: { querystring: contract.PeopleQuery } }, async (request) => {
    const { total, rows } = await peopleList(db, request.query, time.today());
    const short = rows
      .filter((row) => row.active)
      .map(({ id, name, posts }) => ({ id, name, posts: posts.map((post) => `${post.unitName}${post.title}`) }));
    return { total, rows, people: short };
  });
  app.post('/api/people', { config: people, schema: { body: contract.NewPerson } }, async (request, reply) =>
    reply.code(201).send(await act(services, actorOf(request), (a) => addPerson(a, request.body))),
  );
  app.post('/api/people/:id', { config: people, schema: { ...byId, body: contract.ChangePerson } }, (request) =>
    done(act(services, actorOf(request), (a) => changePerson(a, request.params.id, request.body))),
  );
  app.post(
    '/api/people/:id/phone',
    { config: writes('organisations.view-phone'), schema: { ...byId, body: contract.ViewPhone } },
    (request) => act(services, actorOf(request), (a) => viewPhone(a, request.params.id, request.body.reason)),
  );
}

function delegationRoutes(app: App, services: Services): void {
  const config = writes('organisations.delegate-own');
  app.get('/api/delegations', { config: read }, async (request) => ({
    rows: await delegationsFor(services.db, actorOf(request), services.time.today()),
  }));
  app.post('/api/delegations', { config, schema: { body: contract.NewDelegation } }, async (request, reply) =>
    reply.code(201).send(await act(services, actorOf(request), (a) => delegate(a, request.body))),
  );
  app.post('/api/delegations/:id/end', { config, schema: byId }, (request) =>
    done(act(services, actorOf(request), (a) => endDelegation(a, request.params.id))),
  );
}

function transferRoutes(app: App, services: Services): void {
  const action = 'organisations.transfer';
  const options = {
    config: { action, limit: 'upload' },
    bodyLimit: IMPORT_LIMIT,
    schema: { body: contract.ImportFiles },
  } as const;
  app.post('/api/organisations/rehearsals', options, (request) =>
    act(services, actorOf(request), (a) => rehearseImport(a, filesOf(request.body))),
  );
  app.post('/api/organisations/imports', options, (request) =>
    act(services, actorOf(request), (a) => importRegister(a, filesOf(request.body))),
  );
  app.get(
    '/api/organisations/exports/:table',
    {
      config: { action, limit: 'export' },
      schema: { params: contract.ExportTable, querystring: contract.ExportQuery },
    },
    async (request, reply) => {
      const { table } = request.params;
      const text = await act(services, actorOf(request), (a) => exportTable(a, table, request.query.reason));
      return reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${table}.csv"`)
        .send(text);
    },
  );
}

/** A verb that gives nothing back says so in JSON, which the workbench expects. */
async function done(verb: Promise<void>): Promise<{ done: true }> {
  await verb;
  return { done: true };
}
