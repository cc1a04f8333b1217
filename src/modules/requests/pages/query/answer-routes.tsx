import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { notFound } from '#kernel/errors.ts';
import { answerPage, fieldOf } from '#platform/answer-page.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { readSiteFacts, type SiteFacts } from '#portal/index.ts';
import { readOffice } from '../../guide/office-facts.ts';
import { type AnswerKindDef, answerKind, type SaidKind } from '../../answers/answer-kinds.ts';
import { type Offer, offersOf, refusalOf } from '../../answers/offers.ts';
import { replacementHash } from '../../answers/replacing.ts';
import { say } from '../../answers/saying.ts';
import { answerErrors, answerOf, type TypedAnswer } from '../../answers/typed-answer.ts';
import { AnswerForm, AnswerRefused, AnswerReview, AnswerSent } from './answer-pages.tsx';
import { type Asked, type Asking, LONGEST } from './asking.ts';
import { QueryForm } from './query-form.tsx';

const asks = { action: 'requests.query', limit: 'public-write', ownForm: true } as const;

/** More than that lying unopened, and one waits until they have been. */
const MOST_UNOPENED = 10;
/** Of one request, ever. */
const MOST_ANSWERS = 100;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

interface Spoken {
  readonly facts: SiteFacts;
  readonly found: Asked;
  readonly key: SaidKind;
  readonly kind: AnswerKindDef;
  /** Undefined where it cannot be said as the matter stands. */
  readonly offer: Offer | undefined;
  readonly typed: TypedAnswer;
}

/** What an applicant says with number and code: write, check, done, each a page that needs no script. */
export function sayingPages(app: App, site: PortalSite, ask: (request: FastifyRequest) => Promise<Asking>): void {
  const { services } = site;

  const spoken = async (request: FastifyRequest, reply: FastifyReply): Promise<Spoken | undefined> => {
    const key = fieldOf(request.body, 'kind', LONGEST);
    const kind = answerKind(key);
    if (!kind) throw notFound('这一办理事项');
    const typed = {
      text: fieldOf(request.body, 'text', 6_000),
      voucher: fieldOf(request.body, 'voucher', 200),
      grade: fieldOf(request.body, 'grade', 5),
    };
    const facts = await site.remember('facts', () => readSiteFacts(services.portalDb));
    const { found, receipt, errors } = await ask(request);
    if (found?.tracked.is === 'known') {
      const offer = offersOf(found.tracked.status, services.time.today()).find((one) => one.kind === key);
      return { facts, found, key: key as SaidKind, kind, offer, typed };
    }
    // Nothing typed is lost: number and code are asked for once more and what was typed goes with them.
    const kept = Object.fromEntries(
      Object.entries({ ...typed, kind: key, id: fieldOf(request.body, 'id', LONGEST) }).filter(
        ([, value]) => value !== '',
      ),
    );
    answerPage(
      reply,
      422,
      <QueryForm
        site={facts}
        office={await readOffice(services.portalDb)}
        receipt={receipt}
        action={request.url}
        kept={kept}
        errors={errors}
      />,
    );
    return undefined;
  };

  const refusedNow = (reply: FastifyReply, { facts, found, kind, key }: Spoken) => {
    const because = found.tracked.is === 'known' ? refusalOf(found.tracked.status, key) : '申请正在登记';
    return answerPage(reply, 409, <AnswerRefused site={facts} kind={kind} because={because} ticket={found.ticket} />);
  };

  const form = (reply: FastifyReply, of: Spoken, offer: Offer, errors: Record<string, string> = {}) =>
    answerPage(
      reply,
      Object.keys(errors).length > 0 ? 422 : 200,
      <AnswerForm
        site={of.facts}
        kind={of.kind}
        offer={offer}
        receipt={of.found.pair.receipt}
        ticket={of.found.ticket}
        typed={of.typed}
        errors={errors}
      />,
    );

  const review = (reply: FastifyReply, of: Spoken, offer: Offer, status: number) =>
    answerPage(
      reply,
      status,
      <AnswerReview
        site={of.facts}
        kind={of.kind}
        offer={offer}
        receipt={of.found.pair.receipt}
        ticket={of.found.ticket}
        typed={of.typed}
        id={randomUUID()}
      />,
    );

  app.post('/requests/query/answer', { config: asks }, async (request, reply) => {
    const of = await spoken(request, reply);
    if (!of) return reply;
    return of.offer ? form(reply, of, of.offer) : refusedNow(reply, of);
  });

  app.post('/requests/query/answer/review', { config: asks }, async (request, reply) => {
    const of = await spoken(request, reply);
    if (!of) return reply;
    if (!of.offer) return refusedNow(reply, of);
    const errors = answerErrors(of.kind, of.typed);
    return Object.keys(errors).length > 0 ? form(reply, of, of.offer, errors) : review(reply, of, of.offer, 200);
  });

  // Too late between checking and sending: kept all the same, and the office is shown it.
  app.post('/requests/query/answer/send', { config: asks }, async (request, reply) => {
    const of = await spoken(request, reply);
    if (!of) return reply;
    const { found, kind, key, offer, typed, facts } = of;
    const errors = answerErrors(kind, typed);
    const id = fieldOf(request.body, 'id', LONGEST);
    if (Object.keys(errors).length > 0 || !ID.test(id)) {
      if (!offer) return refusedNow(reply, of);
      return Object.keys(errors).length > 0 ? form(reply, of, offer, errors) : review(reply, of, offer, 422);
    }
    if (isFull(found)) return answerPage(reply, 429, <Full of={of} />);
    const letterId = offer?.letterId;
    const kept = await say(services, found.pair, id, {
      kind: key,
      ...answerOf(kind, typed),
      ...(letterId && { letterId }),
    });
    return answerPage(
      reply,
      200,
      <AnswerSent
        site={facts}
        kind={kind}
        receipt={found.pair.receipt}
        ticket={found.ticket}
        on={services.time.today()}
        before={!kept}
        late={kept && !offer}
        fingerprint={key === 'replacement' ? replacementHash(found.pair.receipt, typed.text) : undefined}
      />,
    );
  });
}

const isFull = ({ tracked }: Asked): boolean =>
  tracked.is === 'known' && (tracked.unopened.length >= MOST_UNOPENED || tracked.status.answers.length >= MOST_ANSWERS);

const Full = ({ of: { facts, kind, found } }: { readonly of: Spoken }) => (
  <AnswerRefused
    site={facts}
    kind={kind}
    because="此前提交的内容较多，还没有登记完毕，请几分钟后再提交；急需联系的，请致电政务公开办公室"
    ticket={found.ticket}
  />
);
