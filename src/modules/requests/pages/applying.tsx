import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { addWorkdays } from '#kernel/calendar.ts';
import { chineseDateTime } from '#kernel/dates.ts';
import { answerFinder } from '#commons/publishing/index.ts';
import { answerPage, fieldOf } from '#platform/answer-page.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { Allowance, callerOf } from '#platform/rate-limit.ts';
import { isFreshSubmission, newSubmissionId } from '#platform/submissions.ts';
import { readSiteFacts } from '#portal/index.ts';
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
import { RequestForm } from './request-form.tsx';
import { RequestReceipt } from './request-receipt.tsx';
import { RequestReview } from './request-review.tsx';
import { contentOf, type TypedRequest, typedErrors, typedIn } from './typed.ts';

const sends = { action: 'requests.submit', limit: 'public-write', ownForm: true } as const;

/** Ours: what one network may send without script, in ten minutes. A reading room with one address has several people in it. */
const WITHOUT_SCRIPT = { most: 5, minutes: 10 } as const;

const OTHER_WORDS =
  '从这一页提交的申请此前已经收下，当时的内容与现在的不同，现在的内容还没有提交。要作为另一份申请提交的，请核对后按“确认提交”；只想补充、更正此前那一份的，请凭它的回执编号和查询码查询办理情况时说明。';

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
  site.page(app, { url: '/requests/new', action: 'requests.submit', query: As }, async ({ query }) => ({
    element: (
      <RequestForm
        site={await siteFacts()}
        typed={typedIn({ applicantKind: query.as === 'organisation' ? 'organisation' : 'citizen' })}
      />
    ),
  }));

  app.post('/requests/edit', { config: sends }, async (request, reply) => {
    const received = await receive(request);
    return form(reply, 200, filled(received), received.errors);
  });

  app.post('/requests/review', { config: sends }, async (request, reply) => {
    const received = await receive(request);
    const about = filled(received);
    const errors = { ...errorsOf(about), ...received.errors };
    if (Object.keys(errors).length > 0) return form(reply, 422, about, errors);
    return review(reply, 200, about, idOf(request, about));
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
    again: { readonly stamp?: string; readonly notice?: string } = {},
  ) {
    const [facts, found, challenge] = await Promise.all([
      siteFacts(),
      find(typed.description, services.time.today()),
      challengeFor(services, id),
    ]);
    if (found.length > 0 && offered !== '1') await tellOffer(services, 'shown');
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
