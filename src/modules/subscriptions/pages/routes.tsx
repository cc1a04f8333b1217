import type { FastifyReply } from 'fastify';
import type { ReactElement } from 'react';
import { Type } from 'typebox';
import { Narrowing } from '#commons/publishing/index.ts';
import { notFound } from '#kernel/errors.ts';
import { answerPage, fieldOf } from '#platform/answer-page.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { callerOf } from '#platform/rate-limit.ts';
import { misleading } from '#platform/text-guard.ts';
import { readSiteFacts } from '#portal/index.ts';
import { RHYTHMS, type Rhythm, SUBSCRIPTION_LIMITS } from '../contract.ts';
import { sendAnswer, sendRequest } from '../intake.ts';
import { isAddress, isToken } from '../keys.ts';
import { choosing, subjectErrors, subjectOf } from '../subject.ts';
import { Answered, Asked, NoMail, OneButton, SubscribeForm, type TypedSubscription } from './subscribe.tsx';

const action = 'subscriptions.subscribe';
const sends = { action, limit: 'public-write', ownForm: true } as const;
const ByToken = Type.Object({ token: Type.String({ maxLength: 60 }) });

/** 邮件订阅 in pages that need no script and set no cookie: wish, mail, button; and the button that ends it. */
export function portalRoutes(app: App, site: PortalSite): void {
  const { services } = site;
  const { config, portalDb: db } = services;
  const shownNow = () => site.remember('what is subscribed to', () => choosing(services));
  const facts = () => site.remember('facts', () => readSiteFacts(db));

  site.page(app, { url: '/subscriptions/new', action, query: Narrowing }, async ({ query }) => {
    const [about, shown] = await Promise.all([facts(), shownNow()]);
    const subject = subjectOf(query);
    if (!config.mail) return { element: <NoMail site={about} subject={subject} /> };
    const typed = { subject, address: '', rhythm: 'daily' };
    return { element: <SubscribeForm site={about} typed={typed} shown={shown} /> };
  });

  app.post('/subscriptions', { config: sends }, async (request, reply) => {
    const [about, shown] = await Promise.all([facts(), shownNow()]);
    const typed = typedIn(request.body);
    if (!config.mail) return answer(reply, 503, <NoMail site={about} subject={typed.subject} />);
    const { subject, address, rhythm } = typed;
    const errors = { ...typedErrors(typed, fieldOf(request.body, 'q')), ...subjectErrors(subject, shown) };
    if (Object.keys(errors).length > 0)
      return answer(reply, 422, <SubscribeForm site={about} typed={typed} shown={shown} errors={errors} />);
    // Checked above.
    await sendRequest(services, { address, subject, rhythm: rhythm as Rhythm, caller: callerOf(request.ip) });
    return reply.redirect('/subscriptions/asked', 303);
  });

  site.page(app, { url: '/subscriptions/asked', action }, async () => ({ element: <Asked site={await facts()} /> }));

  for (const said of ['confirm', 'stop'] as const) {
    const url = `/subscriptions/${said}/:token`;
    app.get(
      url,
      { config: { action, limit: 'page' }, schema: { params: ByToken } },
      async ({ params: { token } }, reply) => {
        if (!isToken(token)) throw notFound('这个链接');
        return answer(reply, 200, <OneButton site={await facts()} said={said} token={token} />);
      },
    );
    // Also pressed by mail programs on behalf of their reader (RFC 8058): no session, no form of ours, one address.
    app.post(url, { config: sends, schema: { params: ByToken } }, async ({ params: { token } }, reply) => {
      if (!isToken(token)) throw notFound('这个链接');
      await sendAnswer(services, said, token);
      return answer(reply, 200, <Answered site={await facts()} said={said} />);
    });
  }
}

/**
 * The address of such a page is a key: it is kept by nobody and told to no other site. Not `no-referrer`: a browser then sends its forms
 * with `Origin: null`, which the house refuses as coming from another site.
 */
function answer(reply: FastifyReply, status: number, page: ReactElement): FastifyReply {
  return answerPage(reply.header('referrer-policy', 'same-origin'), status, page);
}

function typedIn(body: unknown): TypedSubscription {
  const names = ['q', 'column', 'unit', 'topic', 'type', 'openness', 'class'];
  const subject = subjectOf(Object.fromEntries(names.map((name) => [name, fieldOf(body, name) || undefined])));
  return { subject, address: fieldOf(body, 'address').normalize('NFKC'), rhythm: fieldOf(body, 'rhythm') };
}

function typedErrors({ address, rhythm }: TypedSubscription, q: string): Record<string, string> {
  const errors: Record<string, string> = {};
  if (!address) errors.address = '请填写您的邮箱';
  else if (!isAddress(address)) errors.address = '邮箱的写法不对，应像 name@example.cn，只填一个';
  if (!Object.hasOwn(RHYTHMS, rhythm)) errors.rhythm = '请选择什么时候发';
  const hidden = misleading(q);
  if (hidden) errors.q = `关键词里${hidden}`;
  else if (q.length > SUBSCRIPTION_LIMITS.words) errors.q = `关键词不能超过 ${SUBSCRIPTION_LIMITS.words} 个字`;
  return errors;
}
