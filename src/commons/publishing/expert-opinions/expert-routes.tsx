import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ReactElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { Type } from 'typebox';
import type { App } from '#platform/http.ts';
import { type Services, act, systemActor } from '#platform/services.ts';
import { answerDefects, draftOf, enterCode, opinionOf, saveDraft, sendOpinion, type Typed } from './answer.ts';
import { EXPERT_LIMITS } from './contract.ts';
import { formTokenOf } from './keys.ts';
import { noteAccess, type Opened, standingOf } from './link.ts';
import { AnswerPage, Closed, CodePage, ReceiptPage, ReviewPage } from './pages.tsx';

const Token = Type.Object({ token: Type.String({ maxLength: 60 }) });
const Query = Type.Object({ saved: Type.Optional(Type.String({ maxLength: 3 })) });

/**
 * The page behind an expert's link. Served by the office, because the portal may read nothing that is not out; open to whoever holds
 * the link and its code. No script, no store, no referrer, nothing of another site.
 */
export function expertRoutes(app: App, services: Services): void {
  const read = { action: 'publishing.answer-as-expert', limit: 'page' } as const;
  const write = { action: 'publishing.answer-as-expert', limit: 'public-write', ownForm: true } as const;
  const guess = { action: 'publishing.answer-as-expert', limit: 'sign-in', ownForm: true } as const;
  const options = { schema: { params: Token }, onRequest: guarded } as const;
  const { db, secrets, config } = services;
  const secure = config.baseUrl.startsWith('https:');

  app.get(
    '/expert/:token',
    { ...options, schema: { params: Token, querystring: Query }, config: read },
    (request, reply) =>
      within(request, reply, async (opened, session) => {
        if (opened.sent) return receipt(opened, request, reply);
        await noteAccess(db, services, opened.id, 'read', request.ip);
        return page(
          reply,
          200,
          <AnswerPage
            opened={opened}
            at={atOf(request)}
            formToken={formTokenOf(secrets, opened.id, session)}
            typed={await draftOf(db, opened.id)}
            saved={request.query.saved !== undefined}
          />,
        );
      }),
  );

  app.post('/expert/:token', { ...options, config: guess }, async (request, reply) => {
    const { token } = request.params;
    const standing = await standingOf(db, services, token, undefined);
    if (standing.is !== 'closed') return shut(request, reply, standing);
    if (!secrets.sameHash(fieldOf(request.body, 'form'), formTokenOf(secrets, standing.id, '')))
      return codePage(request, reply, standing.id, 403, '页面已过期，请再输入一次');
    const code = fieldOf(request.body, 'code');
    if (!/^\d{8}$/.test(code.replace(/[\s-]/g, '')))
      return codePage(request, reply, standing.id, 422, '验证码是八位数字，请核对后再输入');
    const entered = await act(services, systemActor, (a) => enterCode(a, standing.id, code));
    if ('wrong' in entered) {
      await noteAccess(db, services, standing.id, entered.wrong === 'locked' ? 'locked' : 'code-wrong', request.ip);
      if (entered.wrong === 'locked') return shut(request, reply, { is: 'locked', id: standing.id }, false);
      return codePage(request, reply, standing.id, 422, `验证码不对，还可以试 ${entered.left} 次`);
    }
    await noteAccess(db, services, standing.id, 'code-right', request.ip);
    return reply
      .setCookie(cookieOf(standing.id), entered.session, {
        path: '/expert',
        httpOnly: true,
        sameSite: 'lax',
        secure,
        maxAge: SESSION_SECONDS,
      })
      .redirect(atOf(request), 303);
  });

  app.post('/expert/:token/draft', { ...options, config: write }, (request, reply) =>
    writing(request, reply, async (opened) => {
      await act(services, systemActor, (a) => saveDraft(a, opened.id, typedIn(request.body, opened)));
      await noteAccess(db, services, opened.id, 'saved', request.ip);
      return reply.redirect(`${atOf(request)}?saved=1`, 303);
    }),
  );

  app.post('/expert/:token/review', { ...options, config: write }, (request, reply) =>
    writing(request, reply, async (opened, formToken) => {
      const typed = typedIn(request.body, opened);
      await act(services, systemActor, (a) => saveDraft(a, opened.id, typed));
      const errors = answerDefects(typed);
      const form = { opened, at: atOf(request), formToken, typed };
      if (Object.keys(errors).length > 0) return page(reply, 422, <AnswerPage {...form} errors={errors} />);
      await noteAccess(db, services, opened.id, 'reviewed', request.ip);
      return page(reply, 200, <ReviewPage {...form} />);
    }),
  );

  app.post('/expert/:token/send', { ...options, config: write }, (request, reply) =>
    writing(request, reply, async (opened, formToken) => {
      const typed = await draftOf(db, opened.id);
      const errors = answerDefects(typed);
      if (Object.keys(errors).length > 0)
        return page(
          reply,
          422,
          <AnswerPage opened={opened} at={atOf(request)} formToken={formToken} typed={typed} errors={errors} />,
        );
      await act(services, systemActor, (a) => sendOpinion(a, opened, typed));
      await noteAccess(db, services, opened.id, 'sent', request.ip);
      return reply.redirect(atOf(request), 303);
    }),
  );

  type Asked = FastifyRequest<{ Params: { token: string } }>;

  /** Runs with the opened text where this browser has entered the code; answers itself everywhere else. */
  async function within(
    request: Asked,
    reply: FastifyReply,
    open: (opened: Opened, session: string) => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    const { token } = request.params;
    const known = await standingOf(db, services, token, undefined);
    const session = known.is === 'unknown' ? undefined : request.cookies[cookieOf(known.id)];
    const standing = session === undefined ? known : await standingOf(db, services, token, session);
    if (standing.is === 'open' && session !== undefined) return open(standing.opened, session);
    if (standing.is !== 'closed') return shut(request, reply, standing);
    await noteAccess(db, services, standing.id, standing.foreign ? 'foreign-session' : 'opened', request.ip);
    return codePage(request, reply, standing.id, 200);
  }

  /** The same for a form: it must have been made for this session; what was sent already shows its receipt. */
  function writing(
    request: Asked,
    reply: FastifyReply,
    write_: (opened: Opened, formToken: string) => Promise<FastifyReply>,
  ): Promise<FastifyReply> {
    return within(request, reply, async (opened, session) => {
      const formToken = formTokenOf(secrets, opened.id, session);
      if (!secrets.sameHash(fieldOf(request.body, 'form'), formToken))
        return page(reply, 403, <Closed title="页面已过期" sentence="请重新打开链接后再提交；保存过的草稿还在。" />);
      if (opened.sent) return reply.redirect(atOf(request), 303);
      return write_(opened, formToken);
    });
  }

  async function receipt(opened: Opened, request: Asked, reply: FastifyReply): Promise<FastifyReply> {
    const opinion = await opinionOf(db, opened.id);
    if (!opinion) throw new Error(`expert request ${opened.id} is sent and has no opinion`);
    await noteAccess(db, services, opened.id, 'receipt', request.ip);
    return page(reply, 200, <ReceiptPage opened={opened} opinion={opinion} />);
  }

  function codePage(request: Asked, reply: FastifyReply, id: string, status: number, error?: string): FastifyReply {
    return page(
      reply,
      status,
      <CodePage action={atOf(request)} formToken={formTokenOf(secrets, id, '')} error={error} />,
    );
  }

  async function shut(
    request: Asked,
    reply: FastifyReply,
    standing: Awaited<ReturnType<typeof standingOf>>,
    note = true,
  ): Promise<FastifyReply> {
    switch (standing.is) {
      case 'ended':
        await noteAccess(db, services, standing.id, 'refused', request.ip);
        return page(reply, 410, <Closed title="不再征求意见" sentence={standing.sentence} />);
      case 'locked':
        if (note) await noteAccess(db, services, standing.id, 'locked', request.ip);
        return page(
          reply,
          403,
          <Closed
            title="验证码输错次数过多"
            sentence="为保管文稿，这个链接已锁定。请与邀请您的人联系，换一个新的验证码。"
          />,
        );
      default:
        return page(
          reply,
          404,
          <Closed title="没有找到这个链接" sentence="链接可能没有复制完整。请核对邮件里的链接，或与邀请您的人联系。" />,
        );
    }
  }
}

/** Said before anything else is looked at, so that refusals say it too. */
function guarded(_request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  reply.headers({
    'cache-control': 'no-store',
    'referrer-policy': 'same-origin',
    'x-robots-tag': 'noindex, nofollow, noarchive',
    'content-security-policy':
      "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  });
  done();
}

const page = (reply: FastifyReply, status: number, element: ReactElement): FastifyReply =>
  reply
    .code(status)
    .header('content-type', 'text/html; charset=utf-8')
    .send(`<!doctype html>${renderToStaticMarkup(element)}`);

/** The link ends first: the cookie need only live as long as any link can. */
const SESSION_SECONDS = 6_000_000;
/** Several links may be open in one browser. */
const cookieOf = (requestId: string): string => `expert_${requestId.slice(0, 8)}`;
const atOf = (request: { readonly params: { readonly token: string } }): string =>
  `/expert/${encodeURIComponent(request.params.token)}`;

function typedIn(body: unknown, { asked }: Opened): Typed {
  return {
    verdict: fieldOf(body, 'verdict'),
    opinion: fieldOf(body, 'opinion').slice(0, EXPERT_LIMITS.opinion * 2),
    paragraphs: asked
      .map((n) => ({
        paragraph: n,
        verdict: fieldOf(body, `v-${n}`).slice(0, 20),
        text: fieldOf(body, `t-${n}`).slice(0, EXPERT_LIMITS.paragraphText * 2),
      }))
      .filter(({ verdict, text }) => verdict || text),
  };
}

/** A form may send anything; what is not one text counts as nothing. */
function fieldOf(body: unknown, name: string): string {
  const fields = (body ?? {}) as Readonly<Record<string, unknown>>;
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';
}
