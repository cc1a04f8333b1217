import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { addWorkdays } from '#kernel/calendar.ts';
import { chineseDateTime, hoursBetween } from '#kernel/dates.ts';
import { answerFinder } from '#commons/publishing/index.ts';
import { answerPage, fieldOf } from '#platform/answer-page.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { Allowance, callerOf } from '#platform/rate-limit.ts';
import { isFreshSubmission, newSubmissionId } from '#platform/submissions.ts';
import {
  ClosedForm,
  type Closure,
  ClosureNotice,
  closedNow,
  closureOf,
  readSiteFacts,
  standingOf,
} from '#portal/index.ts';
import { applicationForm } from '../guide/application-form.ts';
import { replyPeriodsOn } from '../guide/law-in-words.ts';
import { readOffice } from '../guide/office-facts.ts';
import { tellOffer } from '../offered/counting.ts';
import { answerHref, answerPages } from '../offered/routes.tsx';
import { challengeFor, isSolved, reviewStamp, SECONDS_WITHOUT_SCRIPT, secondsSince } from '../intake/review-stamp.ts';
import { submissionIdOf } from '../intake/submission-id.ts';
import { keepSubmission, keptHashOf } from '../intake/submitting.ts';
import { type SentFile, tokenOf } from '../uploads/sent-files.ts';
import { UploadRoom } from '../uploads/upload-room.ts';
import type { ShownFile } from './form-fields.tsx';
import { type ReceivedForm, receivedForm } from './received-form.ts';
import { REQUEST_FORM, RequestForm } from './request-form.tsx';
import { RequestReceipt } from './request-receipt.tsx';
import { RequestReview } from './request-review.tsx';
import { contentOf, type TypedRequest, typedErrors, typedIn } from './typed.ts';

const sends = { action: 'requests.submit', limit: 'public-write', ownForm: true } as const;

/** Ours: what one network may send without script, in ten minutes. A reading room with one address has several people in it. */
const WITHOUT_SCRIPT = { most: 5, minutes: 10 } as const;

const OTHER_WORDS =
  '从这一页提交的申请此前已经收下，当时的内容与现在的不同，现在的内容还没有提交。要作为另一份申请提交的，请核对后按“确认提交”；只想补充、更正此前那一份的，请凭它的回执编号和查询码查询办理情况时说明。';

const SEND_BEFORE = '正在填写的，请在暂停之前提交；来不及的，恢复以后再提交，或者采用其他方式。';
const KEPT_ON_DEVICE =
  '此前提交的申请照常办理，查询、补正、下载答复照常。此前在这台设备上没有填完的内容仍暂存在这台设备上，恢复以后打开申请表会自动填入（证件号码和文件除外）。';
const NOT_TAKEN =
  '这份申请没有收下，您填写的内容都还在这一页：可以打印本页当面提交或者邮寄，也可以不关闭本页，恢复以后再按“确认提交”。已经提交的申请照常办理，查询、补正、下载答复照常。';

/** What came with a page of the form, as the next one shows it. */
interface Filled {
  readonly typed: TypedRequest;
  readonly files: readonly SentFile[];
  readonly offered: string;
}

/** Applying in pages that need no script: write, check, receipt. */
export function applyingPages(app: App, site: PortalSite): void {
  const { services } = site;
  // Asked once for each edition of the portal, not for each application.
  const siteFacts = () => site.remember('facts', () => readSiteFacts(services.portalDb));
  const find = answerFinder(site);
  const withoutScript = new Allowance(
    WITHOUT_SCRIPT.most * services.config.limitFactor,
    WITHOUT_SCRIPT.minutes * 60_000,
  );
  const room = new UploadRoom(services.config.limitFactor);
  const receive = (request: FastifyRequest) => receivedForm(services, room, request);
  answerPages(app, site);

  const As = Type.Object({ as: Type.Optional(Type.String({ maxLength: 20 })) });
  const standing = standingOf(site, applicationForm.key);
  site.page(app, { url: '/requests/new', action: 'requests.submit', query: As, standing }, async ({ query }) => {
    const [facts, closure] = await Promise.all([siteFacts(), closureOf(site, applicationForm.key)]);
    if (closure?.begun)
      return { element: <ClosedForm site={facts} page={REQUEST_FORM} {...(await saying(closure))} /> };
    const typed = typedIn({ applicantKind: query.as === 'organisation' ? 'organisation' : 'citizen' });
    const closed = closure && <ClosureNotice {...(await saying(closure))}>{SEND_BEFORE}</ClosureNotice>;
    return { element: <RequestForm site={facts} typed={typed} closed={closed} /> };
  });

  app.post('/requests/edit', { config: sends }, async (request, reply) => {
    const received = await receive(request);
    return form(reply, 200, filled(received), received.errors);
  });

  app.post('/requests/review', { config: sends }, async (request, reply) => {
    const received = await receive(request);
    const about = filled(received);
    const errors = { ...errorsOf(about), ...received.errors };
    if (Object.keys(errors).length > 0) return form(reply, 422, about, errors);
    // Begun before it closed, or sent from a page that stayed open: shown again with everything that was typed.
    const closure = await closedNow(site, applicationForm.key);
    return review(reply, closure ? 503 : 200, about, idOf(request, about), { closure });
  });

  // Answered with the receipt itself: a code stands in no address. Reloaded, it is the same application again, kept once.
  app.post('/requests', { config: sends }, async (request, reply) => {
    const today = services.time.today();
    const received = await receive(request);
    const id = fieldOf(received.body, 'id');
    // Reloaded hours later it is the application that was kept, with the files it came with.
    const kept = received.lapsed.length > 0 && isFreshSubmission(id, today) && (await wasKept(id));
    const about = filled(kept ? { ...received, files: [...received.files, ...received.lapsed] } : received);
    const errors = { ...errorsOf(about), ...(kept ? {} : received.errors) };
    if (Object.keys(errors).length > 0) return form(reply, 422, about, errors);
    // What was kept before it closed has its receipt however often it is asked for; nothing new comes in.
    const closure = await closedNow(site, applicationForm.key);
    if (closure && !(await wasKept(id))) return review(reply, 503, about, idOf(request, about), { closure });
    const stamp = fieldOf(received.body, 'stamp');
    const seconds = isFreshSubmission(id, today) ? secondsSince(services, id, stamp) : undefined;
    if (seconds === undefined)
      return review(reply, 422, about, idOf(request, about), { notice: '这一页打开得太久，请再核对一次后提交。' });
    const refusal = await hurry(request, id, fieldOf(received.body, 'proof'), seconds);
    if (refusal) return review(reply, refusal.status, about, id, { stamp, notice: refusal.notice });
    const submitted = await keepSubmission(services, id, contentOf(about.typed), about.files);
    if (submitted.otherWords) {
      // Neither lost nor taken for the first: it is another application, once its sender says so.
      const fresh = idOf(request, about);
      return review(reply, 409, about, fresh === id ? newSubmissionId(today) : fresh, { notice: OTHER_WORDS });
    }
    if (!submitted.keptBefore && about.offered === '1') await tellOffer(services, 'anyway');
    const confirmBy = addWorkdays(today, 1, services.calendar()).on;
    return answerPage(
      reply,
      200,
      <RequestReceipt
        site={await siteFacts()}
        submitted={submitted}
        at={chineseDateTime(services.time.now())}
        confirmBy={confirmBy}
        files={about.files.length}
        periods={replyPeriodsOn(today)}
        office={await readOffice(services.portalDb)}
      />,
    );
  });

  const saying = async (closure: Closure) => ({
    closure,
    form: applicationForm,
    ways: await applicationForm.otherWays(services.portalDb),
    children: KEPT_ON_DEVICE,
  });
  const secondsUntil = ({ opensAt }: Closure) => Math.ceil(hoursBetween(services.time.now(), opensAt) * 3_600);
  const wasKept = async (id: string) => (await keptHashOf(services, id)) !== undefined;
  const idOf = ({ ip }: FastifyRequest, about: Filled) => submissionIdOf(services, about, callerOf(ip));

  /** Why one without the sum is not taken yet; nothing for what was kept before, however often it comes. */
  async function hurry(request: FastifyRequest, id: string, proof: string, seconds: number) {
    if ((await isSolved(services, id, proof)) || (await wasKept(id))) return undefined;
    if (seconds < SECONDS_WITHOUT_SCRIPT)
      return {
        status: 422,
        notice: `提交得太快，还没有收下。请再核对一遍，过 ${SECONDS_WITHOUT_SCRIPT} 秒后按“确认提交”。内容都还在。`,
      };
    const wait = withoutScript.ask(callerOf(request.ip));
    if (wait === 0) return undefined;
    return {
      status: 429,
      notice: `您所在的网络在 ${WITHOUT_SCRIPT.minutes} 分钟内已有 ${WITHOUT_SCRIPT.most} 份没有启用脚本的申请。请约 ${Math.ceil(wait / 60)} 分钟后再按“确认提交”，或者启用浏览器脚本；内容都还在。`,
    };
  }

  const shown = (files: readonly SentFile[]): ShownFile[] =>
    files.map((file) => ({ file, token: tokenOf(services, file) }));

  async function form(reply: FastifyReply, status: number, about: Filled, errors = {}) {
    const { typed, files, offered } = about;
    const facts = await siteFacts();
    const page = <RequestForm site={facts} {...{ typed, offered, errors }} files={shown(files)} />;
    return answerPage(reply, status, page);
  }

  async function review(
    reply: FastifyReply,
    status: number,
    { typed, files, offered }: Filled,
    id: string,
    again: { readonly stamp?: string; readonly notice?: string; readonly closure?: Closure | undefined } = {},
  ) {
    const [facts, found, challenge] = await Promise.all([
      siteFacts(),
      find(typed.description, services.time.today()),
      challengeFor(services, id),
    ]);
    if (found.length > 0 && offered !== '1') await tellOffer(services, 'shown');
    if (again.closure) reply.header('retry-after', secondsUntil(again.closure));
    return answerPage(
      reply,
      status,
      <RequestReview
        site={facts}
        typed={typed}
        files={shown(files)}
        answers={found.map((answer) => ({ ...answer, href: answerHref(answer.indexNumber) }))}
        offered={found.length > 0 ? '1' : offered}
        id={id}
        stamp={again.stamp ?? reviewStamp(services, id)}
        challenge={JSON.stringify(challenge)}
        notice={again.notice}
        closed={again.closure && <ClosureNotice {...(await saying(again.closure))}>{NOT_TAKEN}</ClosureNotice>}
      />,
    );
  }
}

const filled = ({ body, files }: ReceivedForm): Filled => ({
  typed: typedIn(body),
  files,
  offered: fieldOf(body, 'offered') === '1' ? '1' : '',
});

/** Everything that is wrong, and that whoever acts for another proves it. */
function errorsOf({ typed, files }: Filled): Record<string, string> {
  const errors = typedErrors(typed);
  if (typed.agentName !== '' && !files.some(({ purpose }) => purpose === 'authority'))
    errors.authority = '有代理人的，请上传授权委托书和代理人的身份证明';
  return errors;
}
