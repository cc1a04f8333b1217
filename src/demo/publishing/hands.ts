import { takeStepAs } from '#commons/casework/index.ts';
import {
  type Content,
  type ContentType,
  type Deliberation,
  createDocument,
  currentRevision,
  findingsOf,
  SECRECY_CHECKLIST,
} from '#commons/publishing/index.ts';
import type { LocalDate } from '#kernel/dates.ts';
import type { Actor } from '#kernel/policy.ts';
import { act } from '#platform/services.ts';
import { answersTo } from './answers.ts';
import { contentOf, numbered, unfinished } from './content.ts';
import type { DemoDocument } from './document.ts';
import { withFiles } from './files.ts';
import { handInMaterials } from './materials.ts';
import { opinionOf } from './opinions.ts';
import type { Story } from './story.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The people around one document and what each of them can be told to do with it now. */
export interface Hands {
  readonly type: ContentType;
  readonly draft: () => Promise<void>;
  readonly drafter: (step: string, fields?: Fields) => Promise<void>;
  readonly head: (step: string, fields?: Fields) => Promise<void>;
  readonly issuer: (step: string, fields?: Fields) => Promise<void>;
  readonly releaser: (step: string, fields?: Fields) => Promise<void>;
  readonly officer: (step: string, fields?: Fields) => Promise<void>;
  readonly headSigns: () => Promise<void>;
  /** The secrecy reviewer asks the gate and answers each of its findings. */
  readonly reviewerPasses: () => Promise<void>;
  readonly lawyerSigns: () => Promise<void>;
  /** The drafter records the meeting that passed the text. */
  readonly meetingPasses: (outcome: Deliberation['outcome']) => Promise<void>;
  readonly issuerSigns: () => Promise<void>;
  /** Writes at the text as it was first formed. */
  readonly revise: (reason: string, change?: (content: Content) => Content) => Promise<void>;
}

/** `nth` says whose turn it is where several hold the role. */
export function handsOf(story: Story, demo: DemoDocument, on: LocalDate, nth: number): Hands {
  const { services, turn } = story;
  const type = services.catalogue.contentTypes.get(demo.type);
  if (!type) throw new Error(`no content type ${demo.type}`);
  const unitId = story.units.get(demo.unit);
  if (!unitId) throw new Error(`${demo.title} names the unit ${demo.unit}, which is not in the register`);
  let id = '';
  let content: Content | undefined;
  const formed = (): Content => (content ??= contentOf(story, demo, on));
  const does =
    (who: () => Promise<Actor>) =>
    async (step: string, fields: Fields = {}): Promise<void> => {
      const actor = await who();
      await act(services, actor, (a) => takeStepAs(a, id, step, fields));
    };
  const whose = {
    drafter: () => turn('drafter', nth, unitId),
    reviewer: () => turn('secrecy-reviewer', nth),
  };
  const drafter = does(whose.drafter);
  const head = does(() => turn('department-head', 0, unitId));
  const issuer = does(() => turn('issuer', nth));
  return {
    type,
    drafter,
    head,
    issuer,
    releaser: does(() => turn('releaser', nth)),
    officer: does(() => turn('openness-officer', 0)),
    async draft() {
      const actor = await whose.drafter();
      content = await withFiles(services, actor, demo, formed());
      const typed = demo.sentBack ? unfinished(formed()) : formed();
      const matter = await act(services, actor, (a) =>
        createDocument(a, { type: demo.type, leadUnitId: unitId, content: typed }),
      );
      id = matter.id;
      await handInMaterials(services, actor, type, id, typed);
      if (demo.key) story.ids.set(demo.key, id);
    },
    headSigns: () => head('headSign', { opinion: opinionOf('headSign', demo, nth) }),
    async reviewerPasses() {
      const { content: current } = await currentRevision(services.db, id);
      const findings = await findingsOf({ db: services.db, services }, type, id, current);
      const confirmations = answersTo(findings, demo);
      await does(whose.reviewer)('secrecySign', {
        checklist: Object.keys(SECRECY_CHECKLIST),
        opinion: opinionOf('secrecySign', demo, nth),
        ...(confirmations.length > 0 ? { confirmations } : {}),
      });
    },
    lawyerSigns: () =>
      does(() => turn('legality-reviewer', 0))('legalitySign', {
        opinion: opinionOf('legalitySign', demo, nth),
        reviewNumber: numbered(story, '演法审', services.time.today()),
      }),
    meetingPasses: (outcome) => drafter('deliberate', { meeting: '局务会议', heldOn: services.time.today(), outcome }),
    issuerSigns: () =>
      issuer('issue', {
        opinion: opinionOf('issue', demo, nth),
        ...(demo.urgent ? { urgencyReason: '情况紧急属实，同意先发后审，请处室尽快补办审核。' } : {}),
      }),
    async revise(reason, change = (same) => same) {
      // Once it is issued its text bears the day of that.
      const { formedOn } = (await currentRevision(services.db, id)).content;
      await drafter('revise', { content: { ...change(formed()), ...(formedOn ? { formedOn } : {}) }, reason });
    },
  };
}
