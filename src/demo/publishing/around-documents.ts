import { answerCountersign, askCountersign } from '#commons/casework/index.ts';
import {
  askExperts,
  currentRevision,
  enterCode,
  expertLinkStanding,
  followTextRemark,
  handOutCode,
  makeTextRemark,
  sendOpinion,
} from '#commons/publishing/index.ts';
import { addDays } from '#kernel/dates.ts';
import { anchorAt } from '#kernel/quote-anchor.ts';
import { plainText } from '#platform/sanitise.ts';
import { act, systemActor } from '#platform/services.ts';
import { formedOn } from './day.ts';
import { type Entry, workHour } from './diary.ts';
import type { Story } from './story.ts';
import { demoDocuments } from './texts/index.ts';

/** What people say to each other about documents under way: remarks at words, opinions of units and of experts outside. */
export function aroundDocuments(story: Story): Entry[] {
  return [...remarks(story), ...countersigning(story), ...experts(story)];
}

/** A document under way: its id once it is drafted, its unit, and an hour of the day it was formed. */
function underWay({ services, today, ids, units }: Story, key: string) {
  const demo = demoDocuments.find((one) => one.key === key);
  const unitId = demo && units.get(demo.unit);
  if (!demo || !unitId) throw new Error(`no document ${key} is under way`);
  const on = formedOn(demo.when, today, services.calendar());
  return {
    unitId,
    at: (hour: number, minute: number) => workHour(services, on, hour, minute),
    id: () => ids.get(key) ?? '',
  };
}

function remarks(story: Story): Entry[] {
  const { services, turn } = story;
  const { id, unitId, at } = underWay(story, 'hotline');
  const head = () => turn('department-head', 0, unitId);
  const remark = async (quote: string, text: string) => {
    const { number, content } = await currentRevision(services.db, id());
    const words = plainText(content.bodyHtml);
    const start = words.indexOf(quote);
    const anchor = anchorAt(words, start, start + quote.length);
    return act(services, await head(), async (a) =>
      makeTextRemark(a, id(), { revision: number, field: 'bodyHtml', anchor, text }),
    );
  };
  let settled = '';
  return [
    {
      at: at(13, 10),
      run: async () => {
        settled = await remark(
          '原投诉举报号码继续接听并即时转办',
          '转办用多长时间？请与热线办确认后写明，或者说明依据。',
        );
      },
    },
    {
      at: at(13, 25),
      run: async () => {
        await remark('网站、信函、走访渠道不变', '建议补一句网站入口的名称，群众好找。');
      },
    },
    {
      at: at(14, 40),
      run: async () => {
        const drafter = await turn('drafter', 0, unitId);
        const text = '已与热线办核对，号码之间实时转接，不另设时限，表述准确。';
        await act(services, drafter, (a) => followTextRemark(a, settled, { kind: 'resolve', text }));
      },
    },
  ];
}

function countersigning(story: Story): Entry[] {
  const { services, turn, units } = story;
  const { id, unitId, at } = underWay(story, 'new-licence');
  const asked = ['法规处', '药品流通监管处'].map((name) => units.get(name) ?? '');
  let requests: string[] = [];
  return [
    {
      at: at(11, 0),
      run: async () => {
        const question = '新版许可证启用后旧证继续有效的表述是否妥当，请从本处职责提出意见。';
        requests = await act(services, await turn('department-head', 0, unitId), (a) =>
          askCountersign(a, { matterId: id(), unitIds: asked, question, limitDays: 5 }),
        );
      },
    },
    {
      at: at(16, 5),
      run: async () => {
        const [countersignId = ''] = requests;
        const opinion = '同意。旧证有效期内继续有效符合许可管理规定，不需要另行换发。';
        await act(services, await turn('department-head', 0, asked[0]), (a) =>
          answerCountersign(a, { countersignId, agrees: true, opinion }),
        );
      },
    },
  ];
}

/** Invented; the addresses lead nowhere. */
const EXPERTS = [
  { name: '演示专家甲', institution: '某某大学药学院（演示）', email: 'expert-a@example.invalid' },
  { name: '演示专家乙', institution: '某某化妆品检验机构（演示）', email: 'expert-b@example.invalid' },
];

function experts(story: Story): Entry[] {
  const { services, today, turn } = story;
  const { id, unitId, at } = underWay(story, 'cosmetics-comments');
  let first: { readonly id: string; readonly link: string | null } | undefined;
  let code = '';
  return [
    {
      at: at(9, 5),
      run: async () => {
        const { contentHash } = await currentRevision(services.db, id());
        const question = '检查要点对中小企业是否可行？征求意见的期限是否足够？';
        // Whoever drafted it: the first of the unit.
        [first] = await act(services, await turn('drafter', 0, unitId), (a) =>
          askExperts(a, id(), { experts: EXPERTS, question, dueOn: addDays(today, 12), contentHash }),
        );
      },
    },
    {
      at: at(9, 40),
      run: async () => {
        const asked = first;
        if (!asked) return;
        const head = await turn('department-head', 0, unitId);
        ({ code } = await act(services, head, (a) => handOutCode(a, asked.id)));
      },
    },
    {
      at: at(16, 20),
      run: async () => {
        if (!first?.link) return;
        const token = first.link.slice(first.link.lastIndexOf('/') + 1);
        const closed = await expertLinkStanding(services.db, services, token, undefined);
        if (closed.is !== 'closed') throw new Error('the expert’s link does not wait for its code');
        const entered = await act(services, systemActor, (a) => enterCode(a, closed.id, code));
        const session = 'session' in entered ? entered.session : undefined;
        const open = await expertLinkStanding(services.db, services, token, session);
        if (open.is !== 'open') throw new Error('the expert’s link did not open');
        const { opened } = open;
        await act(services, systemActor, (a) =>
          sendOpinion(a, opened, {
            verdict: 'amends',
            opinion: '总体可行。建议把检查要点分为关键项目和一般项目，并给中小企业留出半年的过渡期。',
            paragraphs: [
              { paragraph: 2, verdict: 'amends', text: '三十日偏紧，企业需要对照自查，建议延长到四十五日。' },
            ],
          }),
        );
      },
    },
  ];
}
