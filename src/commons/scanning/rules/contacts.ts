import { checkBankCard, checkCitizenId } from '#kernel/identifiers.ts';
import type { Confidence, Hit } from '../finding.ts';
import { nameAtEnd, namesBehind } from './people.ts';
import { leadIn, NUMBER_OF_SOMETHING, type Source } from './source.ts';

const MOBILE =
  /(?<![\dA-Za-z.])(?:\+?86[ -]?)?(1[3-9]\d)[ -]?(\d{4})[ -]?(\d{4})(?![\dA-Za-z])(?!\s?(?:元|万|吨|千克|kg|平方|支|盒|瓶|%))/g;

/** Mobiles are somebody's, landlines an office's: those are told, these only beside a home or a person who asks something of us. */
export function* phones(source: Source): Generator<Hit> {
  const { text } = source;
  for (const found of text.matchAll(MOBILE)) {
    const start = found.index;
    const lead = leadIn(source, start, 24);
    if (NUMBER_OF_SOMETHING.test(lead)) continue;
    const confidence: Confidence =
      nameAtEnd(lead) !== undefined || PRIVATE_PERSON.test(lead) || /手机|移动电话/.test(lead)
        ? 'certain'
        : /电话|联系|微信|致电|拨打|tel|phone/i.test(lead)
          ? 'likely'
          : 'possible';
    yield {
      rule: 'phone/mobile',
      start,
      end: start + found[0].length,
      value: `${found[1]}${found[2]}${found[3]}`,
      confidence,
    };
  }
  for (const found of text.matchAll(/(?<![\d-])\(?0(?:10|2\d|[3-9]\d{2})\)?[- ]?[2-9]\d{6,7}(?![\d-])/g)) {
    const lead = leadIn(source, found.index, 24);
    if (!(PRIVATE_PERSON.test(lead) || /宅电|家庭电话|住宅电话/.test(lead)) || OFFICE.test(lead)) continue;
    const value = found[0].replace(/\D/g, '');
    yield { rule: 'phone/home', start: found.index, end: found.index + found[0].length, value, confidence: 'possible' };
  }
}

const PRIVATE_PERSON = /患者|患儿|家长|家属|监护人|举报人|投诉人|信访人|受害人|住址|家住|住户|本人/;
const OFFICE = /局|处|科|中心|办公室|热线|公司|药店|医院|单位|机构|投诉电话|举报电话|服务电话|监督电话|受理电话/;

/** Sixteen to nineteen digits that pass Luhn and begin as cards do; whole or in groups, never a part of a longer number. */
export function* bankCards(source: Source): Generator<Hit> {
  const { text } = source;
  for (const found of text.matchAll(/(?<![\dA-Za-z.-])\d{4}(?:[ -]?\d{4}){3}(?:[ -]?\d{1,3})?(?![\dA-Za-z]|[ -]\d)/g)) {
    const value = found[0].replace(/\D/g, '');
    const start = found.index;
    const lead = leadIn(source, start, 30);
    const named = CARD_WORDS.test(lead);
    const issued = /^(?:62\d{14,17}|(?:4|5[1-5])\d{15}|2[2-7]\d{14}|35\d{14}|9\d{15,18})$/.test(value);
    if (checkBankCard(value) !== undefined || checkCitizenId(value) === undefined) continue;
    if (!issued || (!named && (!/^(?:62|4|5[1-5])/.test(value) || NUMBER_OF_SOMETHING.test(lead)))) continue;
    const confidence = named ? 'certain' : value.startsWith('62') ? 'likely' : 'possible';
    yield { rule: 'bank-card/number', start, end: start + found[0].length, value, confidence };
  }
}

const CARD_WORDS = /银行|卡号|账号|帐号|账户|帐户|开户|收款|工资卡|社保卡/;
const PERSONAL_MAIL =
  /(?<![\w.+-])[\w.+-]{2,40}@(?:(?:vip\.)?(?:qq|163|126|sina|188)\.com|sina\.cn|yeah\.net|sohu\.com|foxmail\.com|gmail\.com|hotmail\.com|outlook\.com|live\.com|139\.com|189\.cn|wo\.cn|aliyun\.com|icloud\.com|yahoo\.(?:com|cn)|tom\.com|21cn\.com)(?![\w.])/gi;

export function* personalMail(source: Source): Generator<Hit> {
  for (const found of source.text.matchAll(PERSONAL_MAIL)) {
    const lead = leadIn(source, found.index, 24);
    const confidence = OFFICIAL_MAIL.test(lead) && nameAtEnd(lead) === undefined ? 'possible' : 'likely';
    const value = found[0].toLowerCase();
    yield { rule: 'email/personal', start: found.index, end: found.index + found[0].length, value, confidence };
  }
  for (const found of source.text.matchAll(
    /(?:QQ号?码?|微信号?|wechat)\s?[:是为]\s?([A-Za-z][\w-]{5,19}|[1-9]\d{4,10})(?![\w@.])/gi,
  )) {
    const value = found[1] ?? '';
    const start = found.index + found[0].length - value.length;
    if (/公众|群|服务号|订阅号/.test(leadIn(source, found.index, 8))) continue;
    yield { rule: 'account/messenger', start, end: start + value.length, value, confidence: 'possible' };
  }
}

const OFFICIAL_MAIL = /局|处|中心|办公室|举报邮箱|投诉邮箱|监督邮箱|意见|公司|单位邮箱/;

/** Names that are to be kept: of those who report, who are ill, who are children. */
export function* protectedNames({ text }: Source): Generator<Hit> {
  for (const found of namesBehind(text, /(?:举报人|投诉人|信访人|来信人|来访人|反映人)(?:姓名)?[:为是]?\s?/g))
    yield { rule: 'person/reporter', confidence: 'likely', ...found };
  for (const found of namesBehind(text, /(?:患者|病人|病患|受试者|死者|产妇)(?:姓名)?[:为是]?\s?/g))
    yield { rule: 'person/patient', confidence: 'possible', ...found };
  for (const found of namesBehind(text, /(?:患儿|幼儿|儿童|学生|未成年人|受种儿童)(?:姓名)?[:为是]?\s?/g))
    yield { rule: 'person/minor', confidence: 'possible', ...found };
}
