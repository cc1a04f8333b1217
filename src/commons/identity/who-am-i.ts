import type { FastifyRequest } from 'fastify';
import { formToken } from '#platform/http.ts';
import type { Services } from '#platform/services.ts';
import { peopleByIds, roleLabel, unitsByIds } from '#commons/organisations/index.ts';
import type { Nobody, WhoAmI } from './contract.ts';
import { recoveryCodesLeft } from './second-factor.ts';
import { asksForSecondFactor } from './second-factor-demand.ts';
import { type LiveSession, liveSession } from './sessions.ts';
import { setUpNeeded } from './set-up.ts';

/** The key that binds form tokens to sessions; `buildHttp` is given the same. */
export const formTokenKey = (services: Services) => services.secrets.keyedHash('form-token', 'http');

/** Who is signed in and as what, for the frame of every screen. */
export async function whoAmI(services: Services, request: FastifyRequest): Promise<WhoAmI | Nobody> {
  const session = await liveSession(services, request);
  if (session) return describe(services, session);
  return {
    signedIn: false,
    setUpNeeded: await setUpNeeded(services.db),
    oidcLabel: services.config.oidc?.label ?? null,
  };
}

async function describe(services: Services, session: LiveSession): Promise<WhoAmI> {
  const { actor, settings } = session;
  const roles = [...new Set(actor.grants.map(({ role }) => role))];
  const account = await services.db
    .selectFrom('auth_user')
    .select('username')
    .where('id', '=', actor.id)
    .executeTakeFirstOrThrow();
  return {
    signedIn: true,
    person: { id: actor.id, name: actor.name },
    username: account.username,
    posts: await postsOf(services, session),
    roles,
    formToken: formToken(session.id, formTokenKey(services)),
    mustChangePassword: session.mustChangePassword,
    idleMinutes: settings.idleMinutes,
    secondFactor: {
      enrolled: session.secondFactorEnrolled,
      given: actor.secondFactor,
      expected: session.held.some(({ role }) => asksForSecondFactor(role, settings)),
      withheld: [...new Set(session.withheld.map(({ role }) => roleLabel(role)))],
      recoveryCodesLeft: await recoveryCodesLeft(services, actor.id),
    },
  };
}

/** Own posts by their titles, roles received by delegation by their labels. */
async function postsOf({ db, time }: Services, { actor }: LiveSession): Promise<WhoAmI['posts']> {
  const today = time.today();
  const delegated = actor.grants.filter((grant) => grant.onBehalfOf !== undefined);
  const [own, units, people] = await Promise.all([
    db
      .selectFrom('post_holding as h')
      .innerJoin('post as p', 'p.id', 'h.post_id')
      .innerJoin('unit as u', 'u.id', 'p.unit_id')
      .select(['u.name as unit', 'p.title'])
      .where('h.person_id', '=', actor.id)
      .where('h.from_on', '<=', today)
      .where((eb) => eb.or([eb('h.until_on', 'is', null), eb('h.until_on', '>=', today)]))
      .orderBy('h.from_on')
      .orderBy('p.title')
      .execute(),
    unitsByIds(
      db,
      delegated.map(({ unitId }) => unitId),
    ),
    peopleByIds(
      db,
      delegated.map(({ onBehalfOf }) => onBehalfOf ?? ''),
    ),
  ]);
  const unitName = new Map(units.map(({ id, name }) => [id, name]));
  const personName = new Map(people.map(({ id, name }) => [id, name]));
  return [
    ...own.map((post) => ({ ...post, onBehalfOf: null })),
    ...delegated.map(({ role, unitId, onBehalfOf }) => ({
      unit: unitName.get(unitId) ?? '',
      title: roleLabel(role),
      onBehalfOf: personName.get(onBehalfOf ?? '') ?? '',
    })),
  ];
}
