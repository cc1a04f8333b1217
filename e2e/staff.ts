import { randomUUID } from 'node:crypto';
import { SECRECY_CHECKLIST } from '#commons/publishing/signature-contract.ts';
import { wallClock } from '#platform/time.ts';
import { base } from './browser.ts';
import { headerOf, sessionOf } from './session.ts';

/** Who plays which part, by the user names the demonstration prints. */
export const STAFF = {
  /** 叶景行, drafts in 综合和规划财务处 and works in 政务公开办公室. */
  drafter: 'yejingxing',
  /** 苏砚秋, heads 综合和规划财务处. */
  head: 'suyanqiu',
  secrecyReviewer: 'songshiyu',
  issuer: 'guqinghe',
  releaser: 'guolianqiao',
  opennessOfficer: 'chengwangshu',
  /** 秦晚舟, drafts and does the work in 法规处. */
  legalClerk: 'qinwanzhou',
  /** 许星野, reviews legality in 法规处. */
  legalityReviewer: 'xuxingye',
  /** 季临风, heads 法规处. */
  legalHead: 'jilinfeng',
  /** 彭泽兰, works in 科技处. */
  clerkOfScience: 'pengzelan',
  /** 龚石斛, works in 信息中心. */
  clerkOfInformation: 'gongshihu',
  supervisor: 'wenyanqi',
  administrator: 'tudancan',
  auditor: 'fangtinglan',
  registrar: 'yisuye',
  /** 邵兰舟, drafts in 南昌市市场监督管理局. */
  nanchangDrafter: 'shaolanzhou',
  /** 殷怀远, reviews secrecy in 南昌市市场监督管理局. */
  nanchangReviewer: 'yinhuaiyuan',
} as const;

export interface Answer {
  readonly status: number;
  readonly body: { readonly [name: string]: unknown; readonly reasons?: readonly string[] };
}

/** A member of staff without a screen: for what a journey needs beforehand, and for requests no screen offers. */
export interface Caller {
  get(path: string): Promise<Answer>;
  post(path: string, body: object): Promise<Answer>;
  /** Sends a file in; gives its line. */
  upload(name: string, text: string, query?: string): Promise<Answer>;
}

/** Somebody who has signed in without a browser. */
export async function callAs(username: string): Promise<Caller> {
  const { cookies, formToken } = await sessionOf(username);
  const cookie = headerOf(cookies);
  const send = async (path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(`${base()}${path}`, { ...init, headers: { ...init.headers, cookie } });
    const text = await response.text();
    return { status: response.status, body: text ? JSON.parse(text) : {} };
  };
  const token = { 'x-form-token': formToken };
  return {
    get: (path) => send(path, {}),
    post: (path, body) =>
      send(path, {
        method: 'POST',
        headers: { ...token, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    upload(name, text, query = '') {
      const form = new FormData();
      form.append('file', new Blob([text], { type: 'text/plain' }), name);
      return send(`/api/attachments${query}`, { method: 'POST', headers: token, body: form });
    },
  };
}

/** Takes a step as the person who sees the matter as it is now. */
export async function step(caller: Caller, id: string, name: string, fields: object = {}): Promise<Answer> {
  const { matter } = (await caller.get(`/api/matters/${id}`)).body as { matter?: { version: number } };
  return caller.post(`/api/matters/${id}/steps/${name}`, { version: matter?.version ?? 1, fields });
}

/** The same, which must succeed: for what a journey supposes. */
export async function taken(caller: Caller, id: string, name: string, fields: object = {}): Promise<void> {
  const { status, body } = await step(caller, id, name, fields);
  if (status !== 200) throw new Error(`${name} was refused: ${JSON.stringify(body)}`);
}

export interface Draft {
  readonly id: string;
  readonly indexNumber: string;
  readonly title: string;
  /** Where it stands, or will stand, on the portal. */
  readonly path: string;
}

/** A document drafted in 综合和规划财务处, with a title nobody else has. `content` changes what is usual. */
export async function draftDocument(title: string, content: object = {}, type = 'announcement'): Promise<Draft> {
  const drafter = await callAs(STAFF.drafter);
  const { units, today } = (await drafter.get('/api/drafting')).body as {
    today: string;
    units: readonly { id: string; bureauId: string }[];
  };
  const unit = units[0];
  const whole = `${title}（${randomUUID().slice(0, 8)}）`;
  const { status, body } = await drafter.post('/api/documents', {
    type,
    leadUnitId: unit?.id,
    content: {
      title: whole,
      issuingUnitId: unit?.bureauId,
      formedOn: today,
      columnKey: 'announcements',
      disclosure: 'active',
      opennessClass: 'management',
      statutoryClass: 15,
      summary: '为浏览器测试所拟。',
      bodyHtml: '<p>为浏览器测试所拟的正文，说明怎样办理。</p>',
      ...content,
    },
  });
  if (status !== 201) throw new Error(`the document was refused: ${JSON.stringify(body)}`);
  const id = String(body.id);
  const { indexNumber } = (await drafter.get(`/api/documents/${id}`)).body as { indexNumber: string };
  return { id, indexNumber, title: whole, path: `/documents/${encodeURIComponent(indexNumber)}` };
}

/** The interpretation of a document, as a draft. */
export const draftInterpretation = (of: string): Promise<Draft> =>
  draftDocument(
    '一份文件的解读',
    {
      columnKey: 'interpretations',
      data: { form: 'text' },
      relations: [{ kind: 'interprets', documentId: of }],
      bodyHtml: '<h2>制定背景</h2><p>管理需要。</p><h2>主要内容</h2><p>说明怎样办理。</p>',
    },
    'interpretation',
  );

type ChainStep = 'submit' | 'headSign' | 'secrecySign' | 'legalitySign' | 'deliberate' | 'issue' | 'release';

/** Whose turn it is in each state, and what they do. */
const CHAIN: Readonly<Record<string, readonly [step: ChainStep, who: string, fields: object]>> = {
  drafting: ['submit', STAFF.drafter, {}],
  departmentReview: ['headSign', STAFF.head, { opinion: '内容准确。' }],
  secrecyReview: [
    'secrecySign',
    STAFF.secrecyReviewer,
    { opinion: '不涉密。', checklist: Object.keys(SECRECY_CHECKLIST) },
  ],
  legalityReview: ['legalitySign', STAFF.legalityReviewer, { opinion: '合法。' }],
  deliberation: ['deliberate', STAFF.drafter, { meeting: '局务会议', outcome: 'passed' }],
  issuing: ['issue', STAFF.issuer, { opinion: '同意。', urgencyReason: '情况属实，同意先发后审。' }],
  approved: ['release', STAFF.releaser, {}],
};

/** Takes a document on through the hands of its chain, from where it is up to and with the named step. */
export async function takeThrough(id: string, until: ChainStep): Promise<void> {
  const drafter = await callAs(STAFF.drafter);
  for (let taken: string | undefined; taken !== until; ) {
    const { matter } = (await drafter.get(`/api/matters/${id}`)).body as { matter: { state: string; version: number } };
    const next = CHAIN[matter.state];
    if (!next) throw new Error(`nobody takes ${id} on from ${matter.state} to ${until}`);
    const [name, who, fields] = next;
    const caller = await callAs(who);
    const { status, body } = await caller.post(`/api/matters/${id}/steps/${name}`, {
      version: matter.version,
      fields: { ...fields, ...(await typedBy(name, caller, id)) },
    });
    if (status !== 200) throw new Error(`${name} was refused: ${JSON.stringify(body)}`);
    taken = name;
  }
}

/** What a step asks for that is another for each document or moment. */
async function typedBy(name: ChainStep, caller: Awaited<ReturnType<typeof callAs>>, id: string): Promise<object> {
  if (name === 'secrecySign') return { confirmations: await picturesLookedAt(caller, id) };
  // Asked at the step: a gate that runs over midnight has two days.
  if (name === 'deliberate') return { heldOn: wallClock.today() };
  return name === 'legalitySign' ? { reviewNumber: `法审${randomUUID().slice(0, 8)}` } : {};
}

/** What the reviewer says of each picture that nobody has looked at yet. */
async function picturesLookedAt(caller: Awaited<ReturnType<typeof callAs>>, id: string) {
  const { findings } = (await caller.get(`/api/documents/${id}/gate`)).body as {
    findings: readonly { key: string; check: string; confirmed: unknown }[];
  };
  return findings
    .filter(({ check, confirmed }) => check === 'pictures' && !confirmed)
    .map(({ key }) => ({ finding: key, reason: '看过图片，没有不宜公开的内容。' }));
}

/** Begins a release set with these documents; gives its id. */
export async function beginSet(title: string, ids: readonly string[]): Promise<string> {
  const drafter = await callAs(STAFF.drafter);
  const set = { title, reason: '文件和解读同步公开', documentIds: ids };
  const { status, body } = await drafter.post('/api/release-sets', set);
  if (status !== 201) throw new Error(`the set was refused: ${JSON.stringify(body)}`);
  return String(body.id);
}

/** Orders a set as the releaser: now, or for a moment. */
export async function orderSet(id: string, releaseAt?: string): Promise<void> {
  const releaser = await callAs(STAFF.releaser);
  const { version } = (await releaser.get(`/api/release-sets/${id}`)).body;
  const order = releaseAt ? { version, releaseAt } : { version };
  const { status, body } = await releaser.post(`/api/release-sets/${id}/${releaseAt ? 'schedule' : 'release'}`, order);
  if (status >= 300) throw new Error(`the order was refused: ${JSON.stringify(body)}`);
}
