import { ledgerSorts } from '../../src/commons/casework/contract.ts';
import { DESKS, requestSorts } from '../../src/modules/requests/ledger/contract.ts';
import { atPace, type Spread } from '../load.ts';
import { PASSWORD } from '../product.ts';

/** What the openness office turns to: both ledgers from the first page to the last, every desk, every order, and words looked for. */
const PAGES: Readonly<Record<string, (n: number, last: number) => string>> = {
  '事项台账，前 200 页': (n) => `/api/matters?kind=request&page=${1 + (n % 200)}`,
  '事项台账，任意一页': (n, last) => `/api/matters?kind=request&page=${1 + ((n * 617) % last)}`,
  '事项台账，各种排序': (n) => `/api/matters?kind=request&sort=${ledgerSorts[n % ledgerSorts.length]}`,
  '事项台账，按词': (n) => `/api/matters?kind=request&q=${encodeURIComponent(wordOf(n))}`,
  事项台账的筛选项: () => '/api/matters/filters',
  '申请台账，前 200 页': (n) => `/api/requests?page=${1 + (n % 200)}`,
  '申请台账，任意一页': (n, last) => `/api/requests?page=${1 + ((n * 617) % last)}`,
  '申请台账，各种排序': (n) => `/api/requests?sort=${requestSorts[n % requestSorts.length]}`,
  '申请台账，各项待办': (n) => `/api/requests?desk=${DESK_KEYS[n % DESK_KEYS.length]}`,
  '申请台账，按渠道、类别、答复、日期': (n) => `/api/requests?${FILTERS[n % FILTERS.length]}`,
  '申请台账，按词': (n) => `/api/requests?q=${encodeURIComponent(wordOf(n))}`,
  各项待办的数: () => '/api/requests/desk',
};
const DESK_KEYS = Object.keys(DESKS);
const FILTERS = ['channel=fax', 'class=commercial', 'reply=granted', 'light=red', 'from=2025-01-01&to=2025-12-31'];
const wordOf = (n: number) => (n % 2 === 0 ? `第${n}号` : `BENCH-${n}`);

const READERS = 20;
const EACH = 15;

/** Twenty officers, each of whom asks for another page every second; `requests` is how many there are. */
export async function turnLedgers(base: string, requests: number): Promise<Readonly<Record<string, Spread>>> {
  const cookie = await signedIn(base);
  const last = Math.ceil(requests / 20);
  const spreads: Record<string, Spread> = {};
  for (const [name, addressOf] of Object.entries(PAGES))
    spreads[name] = await atPace(READERS * EACH, READERS, READERS, async (n) => {
      const answer = await fetch(`${base}${addressOf(n, last)}`, { headers: { cookie } });
      await answer.text();
      if (!answer.ok) throw new Error(`${addressOf(n, last)} answered ${answer.status}`);
      return true;
    });
  return spreads;
}

async function signedIn(base: string): Promise<string> {
  const answer = await fetch(`${base}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'chengwangshu', password: PASSWORD }),
  });
  if (!answer.ok) throw new Error(await answer.text());
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}
