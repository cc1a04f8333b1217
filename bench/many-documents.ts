import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { addDays, type Instant, instant, type LocalDate } from '#kernel/dates.ts';
import { plainText } from '#platform/sanitise.ts';
import { entryOf, initialsOf, pairsOf, inShard, SEARCH_EDITION, soundOf } from '#commons/publishing/index.ts';

// A hundred thousand believable documents for the search: the rows `putOnPortal` writes, made by the same functions, put in by COPY.

const CITIES = '南昌 九江 上饶 抚州 宜春 吉安 赣州 景德镇 萍乡 新余 鹰潭'.split(' ');
const NAMES =
  '济民 汇仁 青峰 仁和 康恩 天药 博雅 山香 百神 华润 江中 国药 洪都 弘益 金水宝 草珊瑚 珍视明 闪亮 诚志 东风 普正 昌诺 海济 瑞金 井冈 龙虎 庐山 三清 鄱湖 滕王'.split(
    ' ',
  );
const BUSINESSES =
  '药业有限公司 医药有限公司 大药房连锁有限公司 医疗器械有限公司 中药饮片有限公司 生物制品有限公司 化妆品有限公司 制药股份有限公司'.split(
    ' ',
  );
const DRUGS =
  '阿莫西林 头孢克肟 复方丹参 板蓝根 六味地黄 银杏叶 布洛芬 对乙酰氨基酚 维生素C 左氧氟沙星 阿奇霉素 二甲双胍 硝苯地平 阿托伐他汀 奥美拉唑 藿香正气 双黄连 感冒灵 黄芪 当归 甘草 党参 三七 丹参 红花 益母草 麦冬 葡萄糖 氯化钠 胰岛素'.split(
    ' ',
  );
const FORMS = '胶囊 片 颗粒 注射液 口服液 丸 软膏 滴眼液 糖浆 缓释片'.split(' ');
const SUBJECTS =
  '药品批发企业 药品零售连锁 网络销售 疫苗储存运输 医疗机构制剂 中药饮片生产 化妆品抽样检验 医疗器械经营 特殊药品管理 药品不良反应监测 执业药师注册 药物临床试验 血液制品 第二类医疗器械注册 药品追溯 安全用药宣传 投诉举报 许可证换发 飞行检查 委托生产'.split(
    ' ',
  );
const MATTERS =
  '监督检查结果 专项整治工作情况 审批事项 行政处罚信息 培训安排 征求意见 抽检结果 责任清单 年度报告 注销名单 工作要点 实施细则 风险会商 考核办法'.split(
    ' ',
  );
const KINDS = '公告 通告 通知 公示 情况说明 决定 解读'.split(' ');
const SENTENCES = [
  '为规范药品流通秩序，保障公众用药安全，省药品监督管理局组织对全省有关企业开展了专项检查。',
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
  '现场检查时，检查人员出示执法证件，查阅了采购、验收、储存、养护、销售、出库、运输等记录。',
  '对存在严重缺陷的，依法采取暂停生产、销售、使用等风险控制措施，并立案调查。',
];
const DAYS_BACK = 2_500;

export interface Made {
  readonly title: string;
  readonly indexNumber: string;
  readonly documentNumber: string | undefined;
  readonly company: string;
  readonly drug: string;
  readonly columnKey: string;
}

/** Puts so many documents on the portal of a running installation; gives what they are called. */
export async function fillMany(ownerUrl: string, count: number, today: LocalDate): Promise<Made[]> {
  const client = new pg.Client({ connectionString: ownerUrl });
  await client.connect();
  try {
    const columns = (await client.query<{ key: string }>('select key from portal.publication_column order by position'))
      .rows;
    const units = (
      await client.query<{ id: string; name: string }>('select id, name from portal.unit order by position')
    ).rows;
    await client.query('drop index portal.search_entry_words');
    const made: Made[] = [];
    const terms = new Map<string, number>();
    for (let from = 0; from < count; from += 5_000) {
      const documents: string[] = [];
      const entries: string[] = [];
      const texts: string[] = [];
      for (let n = from; n < Math.min(count, from + 5_000); n++) {
        const one = make(n, count, today, columns, units);
        made.push(one.made);
        documents.push(one.document);
        entries.push(one.entry);
        texts.push(one.text);
        for (const term of one.terms) terms.set(term, (terms.get(term) ?? 0) + 1);
      }
      await copy(
        client,
        'portal.document (id, index_number, type, column_key, title, document_number, unit_id, unit_name, formed_on, openness_class, statutory_class, summary, body_html, data, attachments, relations, content_hash, first_released_at, released_at)',
        documents,
      );
      await copy(
        client,
        'portal.search_entry (document_id, ordinal, column_key, released_at, title_key, number_key, number_tail, index_key, edition, words)',
        entries,
      );
      await copy(client, 'portal.search_text (document_id, n, name, text, terms)', texts);
    }
    await client.query(`select setval('portal.search_ordinal', (select max(ordinal) from portal.search_entry))`);
    await client.query('create temporary table t (like portal.search_term)');
    await copy(
      client,
      't',
      [...terms].map(([term, n]) => row([term, soundOf(term), initialsOf(term), array(pairsOf(term)), n])),
    );
    await client.query(
      'insert into portal.search_term select * from t on conflict (term) do update set documents = search_term.documents + excluded.documents',
    );
    await client.query(`set maintenance_work_mem = '512MB'`);
    await client.query(
      'create index search_entry_words on portal.search_entry using gin (words) with (gin_pending_list_limit = 1024)',
    );
    return made;
  } finally {
    await client.end();
  }
}

function make(
  n: number,
  count: number,
  today: LocalDate,
  columns: readonly { key: string }[],
  units: readonly { id: string; name: string }[],
) {
  const pick = picker(n);
  const on = addDays(today, -1 - Math.floor(((count - n) * DAYS_BACK) / count));
  const at: Instant = instant(`${on}T09:00:00+08:00`);
  const id = randomUUID();
  const indexNumber = `CS${on.slice(0, 4)}-${String(n + 1).padStart(6, '0')}`;
  const company = `${pick(CITIES)}${pick(NAMES)}${pick(BUSINESSES)}`;
  const drug = `${pick(DRUGS)}${pick(FORMS)}`;
  const subject = pick(SUBJECTS);
  const matter = pick(MATTERS);
  const titles = [
    `关于${company}${drug}${matter}的${pick(KINDS)}`,
    `关于${subject}${matter}的${pick(KINDS)}（${on.slice(0, 4)}年第${n + 1}号）`,
    `${pick(CITIES)}市${subject}${matter}${pick(KINDS)}`,
    `${subject}：${company}`,
  ];
  const title = titles[n % titles.length] ?? '';
  const documentNumber = n % 3 === 0 ? `测药监〔${on.slice(0, 4)}〕${n + 1}号` : undefined;
  const columnKey = columns[n % columns.length]?.key ?? '';
  const unit = units[n % units.length] ?? { id: '', name: '' };
  const body = Array.from(
    { length: 5 + (n % 17) },
    () =>
      `<p>${pick(SENTENCES)}${pick(CITIES)}市${pick(NAMES)}${pick(BUSINESSES)}：${pick(DRUGS)}${pick(FORMS)}，${pick(SUBJECTS)}。${pick(SENTENCES)}</p>`,
  ).join('');
  const text = plainText(body);
  const openness = ['decision', 'execution', 'management', 'service', 'result'][n % 5] ?? '';
  const statutory = 1 + (n % 15);
  const entry = entryOf({
    indexNumber,
    title,
    documentNumber,
    text,
    attachments: [],
    columnKey,
    unitId: unit.id,
    type: 'announcement',
    opennessClass: openness,
    statutoryClass: statutory,
    firstReleasedAt: at,
  });
  const ordinal = n + 1_000;
  const words = inShard(entry.words, ordinal)
    .map((word) => `'${word.replaceAll("'", "''")}'`)
    .join(' ');
  return {
    made: { title, indexNumber, documentNumber, company, drug, columnKey },
    terms: entry.terms,
    document: row([
      id,
      indexNumber,
      'announcement',
      columnKey,
      title,
      documentNumber,
      unit.id,
      unit.name,
      on,
      openness,
      statutory,
      text.slice(0, 100),
      body,
      '{}',
      '[]',
      '[]',
      'bench',
      at,
      at,
    ]),
    entry: row([
      id,
      ordinal,
      columnKey,
      at,
      entry.titleKey,
      entry.numberKey,
      entry.numberTail,
      entry.indexKey,
      SEARCH_EDITION,
      words,
    ]),
    text: row([id, 0, undefined, text, array(entry.terms)]),
  };
}

const array = (items: readonly string[]): string =>
  `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

/** A line of COPY's text format. */
const row = (cells: readonly (string | number | null | undefined)[]): string =>
  `${cells.map((cell) => (cell === undefined || cell === null ? '\\N' : String(cell).replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t').replaceAll('\r', '\\r'))).join('\t')}\n`;

async function copy(client: pg.Client, into: string, rows: readonly string[]): Promise<void> {
  const stream = client.query(copyFrom(`copy ${into} from stdin`));
  for (const line of rows) if (!stream.write(line)) await once(stream, 'drain');
  stream.end();
  await finished(stream);
}

type Picker = <T>(from: readonly T[]) => T;

/** The same choices for the same document on every run; the first of a list more often than the last. */
function picker(seed: number): Picker {
  let state = (seed + 1) * 2_654_435_761;
  return <T>(from: readonly T[]): T => {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e_37_79_b9) >>> 0;
    const share = (state >>> 8) / 2 ** 24;
    return from[Math.floor(share ** 1.6 * from.length)] as T;
  };
}

export const words = { CITIES, NAMES, BUSINESSES, DRUGS, FORMS, SUBJECTS, MATTERS };
