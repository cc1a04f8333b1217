import { randomUUID } from 'node:crypto';
import { addDays, instantOf, type LocalDate } from '#kernel/dates.ts';
import { digest } from '#kernel/hash-chain.ts';
import { type Content, type ContentType, putOnPortal } from '#commons/publishing/index.ts';
import { type Act, type Services, act, systemActor } from '#platform/services.ts';
import { movableClock } from '#platform/time.ts';

const ON_ONE_DAY = 20;
const DAYS_BACK = 900;

const SENTENCES = [
  '为规范药品流通秩序，保障公众用药安全，省药品监督管理局组织对全省药品批发企业开展了专项检查。',
  '检查发现的问题已责令限期改正，整改情况纳入企业信用档案，并将适时组织复查。',
  '各设区市药品监督管理部门应当按照职责分工，落实属地监管责任，及时报告重大情况。',
  '企业应当建立健全质量管理体系，保证药品生产、经营全过程持续符合法定要求。',
  '公众如发现违法线索，可以通过投诉举报渠道反映，我们将依法核查并为举报人保密。',
  '申请人可以在网上提交材料，也可以到行政受理大厅当面提交，材料不齐的一次告知需要补正的全部内容。',
  '本次抽检覆盖生产、经营、使用三个环节，检验项目依据国家药品标准确定。',
  '不符合规定的产品已采取暂停销售、使用等控制措施，并启动召回程序。',
  '经过审查，上述事项符合公开条件，现予公布，接受社会监督。',
  '有关单位应当于公布之日起三十日内完成自查，并将自查报告报送所在地监管部门。',
  '本通知自印发之日起施行，此前规定与本通知不一致的，以本通知为准。',
  '统计口径为当年一月一日至十二月三十一日，数据来源于业务系统，四舍五入保留整数。',
] as const;
const SUBJECTS = [
  '药品批发企业',
  '医疗器械经营',
  '化妆品抽样检验',
  '疫苗储存运输',
  '医疗机构制剂',
  '药品零售连锁',
  '中药饮片生产',
];
const MATTERS = [
  '检查结果',
  '工作情况',
  '审批事项',
  '行政处罚信息',
  '培训安排',
  '征求意见',
  '专项整治进展',
  '抽检结果',
];
const KINDS = ['公告', '通告', '通知', '公示', '情况说明'];

/**
 * Puts documents on the portal through publishing's own door (`putOnPortal`: role, search vector, column dates, edition),
 * twenty to a transaction and a day, over two and a half years. What the door has before it (drafting, signatures) is left
 * out: public pages read schema `portal` alone. Gives their index numbers, oldest first.
 */
export async function fillPortal(services: Services, count: number): Promise<string[]> {
  const clock = movableClock(services.time.now());
  const today = services.time.today();
  const moving: Services = { ...services, time: clock };
  const columns = await services.db
    .selectFrom('publication_column')
    .select(['key', 'unit_id'])
    .orderBy('position')
    .execute();
  const unit = await services.db
    .selectFrom('unit')
    .select(['id', 'name'])
    .where('kind', '=', 'bureau')
    .executeTakeFirstOrThrow();
  const type = services.catalogue.contentTypes.get('announcement');
  if (!type) throw new Error('no content type announcement');
  const numbers: string[] = [];
  const days = Math.ceil(count / ON_ONE_DAY);
  for (let day = 0; day < days; day++) {
    const on = addDays(today, -1 - Math.floor(((days - day) * DAYS_BACK) / days));
    clock.moveTo(instantOf(new Date(`${on}T09:00:00+08:00`)));
    await act(moving, systemActor, async (a) => {
      for (let n = day * ON_ONE_DAY; n < Math.min(count, (day + 1) * ON_ONE_DAY); n++) {
        const columnKey = columns[n % columns.length]?.key ?? '';
        numbers.push(await putOne(a, { n, on, columnKey, type, unit }));
      }
    });
  }
  return numbers;
}

interface One {
  readonly n: number;
  readonly on: LocalDate;
  readonly columnKey: string;
  readonly type: ContentType;
  readonly unit: { readonly id: string; readonly name: string };
}

async function putOne(a: Act, { n, on, columnKey, type, unit }: One): Promise<string> {
  const pick = picker(n);
  const title = `关于${pick(SUBJECTS)}${pick(MATTERS)}的${pick(KINDS)}（第${n + 1}号）`;
  const content: Content = {
    title,
    ...(n % 3 === 0 && { documentNumber: `测药监〔${on.slice(0, 4)}〕${n + 1}号` }),
    issuingUnitId: unit.id,
    formedOn: on,
    source: unit.name,
    columnKey,
    disclosure: 'active',
    opennessClass: (['decision', 'execution', 'management', 'service', 'result'] as const)[n % 5] ?? 'result',
    statutoryClass: 1 + (n % 15),
    summary: `${pick(SENTENCES)}${pick(SENTENCES)}`.slice(0, 120),
    bodyHtml: body(n, pick),
  };
  const indexNumber = `CS${on.slice(0, 4)}-${String(n + 1).padStart(5, '0')}`;
  const contentHash = `sm3:${digest('sm3', JSON.stringify(content)).toString('hex')}`;
  const revision = {
    id: randomUUID(),
    number: 1,
    contentHash,
    hashVersion: 1,
    madeBy: a.actor.id,
    content,
    datedAtIssue: false,
    correctionReason: null,
    changedOn: null,
  };
  await putOnPortal(a, { documentId: randomUUID(), indexNumber, type, revision, unitName: unit.name });
  return indexNumber;
}

/** Between one and six thousand characters; every fifth has a table. */
function body(n: number, pick: Picker): string {
  const paragraphs = Array.from(
    { length: 6 + (n % 25) },
    () => `<p>${pick(SENTENCES)}${pick(SENTENCES)}${pick(SENTENCES)}</p>`,
  );
  if (n % 5 === 0) {
    const rows = Array.from(
      { length: 12 },
      (_, i) => `<tr><td>${i + 1}</td><td>${pick(SUBJECTS)}</td><td>${pick(MATTERS)}</td></tr>`,
    );
    paragraphs.splice(
      3,
      0,
      `<table><thead><tr><th>序号</th><th>类别</th><th>内容</th></tr></thead><tbody>${rows.join('')}</tbody></table>`,
    );
  }
  return paragraphs.join('');
}

type Picker = <T>(from: readonly T[]) => T;

/** The same choices for the same document on every run. */
function picker(seed: number): Picker {
  let state = (seed + 1) * 2_654_435_761;
  return <T>(from: readonly T[]): T => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e_37_79_b9) >>> 0;
    return from[state % from.length] as T;
  };
}
