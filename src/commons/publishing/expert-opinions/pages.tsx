import type { ReactNode } from 'react';
import { chineseDate, chineseDateTime } from '#kernel/dates.ts';
import { asset, DefinitionList, ErrorSummary, type FieldErrors } from '#portal/index.ts';
import { Body } from '../pages/body.tsx';
import type { Typed } from './answer.ts';
import { withoutPictures } from './blocks.ts';
import { EXPERT_LIMITS, type ExpertOpinion, VERDICTS } from './contract.ts';
import type { Opened } from './link.ts';

const WARNING = '征求意见稿 不得外传';

/** A page for somebody outside: no navigation, no script, nothing of another site, a mark over everything that says whose it is. */
function Frame({
  title,
  mark,
  children,
}: {
  readonly title: string;
  readonly mark?: string;
  readonly children: ReactNode;
}) {
  return (
    <html lang="zh-CN">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} - 征求专家意见`}</title>
        <meta name="robots" content="noindex, nofollow, noarchive" />
        <meta name="referrer" content="same-origin" />
        <meta name="format-detection" content="telephone=no" />
        <link rel="icon" href="/favicon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href={asset('portal.css')} />
        <link rel="stylesheet" href={asset('expert.css')} />
      </head>
      <body className="expert">
        <a className="skip" href="#main">
          跳到正文
        </a>
        {mark && <Watermark text={`${mark}　${WARNING}`} />}
        <header className="expert-head">
          <p className="frame">
            <strong>阳光药监</strong>　征求专家意见
          </p>
        </header>
        <main id="main" tabIndex={-1}>
          <div className="frame expert-frame">{children}</div>
        </main>
      </body>
    </html>
  );
}

/** Drawn, so that it is printed and photographed with the text; read aloud it would only disturb. */
function Watermark({ text }: { readonly text: string }) {
  return (
    <svg className="watermark" aria-hidden="true" focusable="false" width="100%" height="100%">
      <defs>
        <pattern id="mark" width="420" height="190" patternUnits="userSpaceOnUse" patternTransform="rotate(-24)">
          <text x="8" y="60" fontSize="17" fill="#7a1f1f" fillOpacity="0.13">
            {text}
          </text>
          <text x="130" y="155" fontSize="17" fill="#7a1f1f" fillOpacity="0.13">
            {text}
          </text>
        </pattern>
      </defs>
      <rect width="100%" height="100%" fill="url(#mark)" />
    </svg>
  );
}

/** Unknown, ended, locked: says so and whom to ask, and nothing of what it was about. */
export function Closed({ title, sentence }: { readonly title: string; readonly sentence: string }) {
  return (
    <Frame title={title}>
      <h1>{title}</h1>
      <p>{sentence}</p>
    </Frame>
  );
}

/** Asks for the code that was told another way. */
export function CodePage({
  action,
  formToken,
  error,
}: {
  readonly action: string;
  readonly formToken: string;
  readonly error?: string | undefined;
}) {
  return (
    <Frame title="输入验证码">
      <h1>请输入验证码</h1>
      <p>邀请您的人会用电话告知八位数字验证码。验证码只能用一次；换了电脑或手机，请向邀请您的人再要一个。</p>
      <ErrorSummary errors={error ? { code: error } : {}} />
      <form action={action} method="post" noValidate>
        <input type="hidden" name="form" value={formToken} />
        <div className={error ? 'field wrong' : 'field'}>
          <label htmlFor="code">
            验证码<span className="need">必填</span>
          </label>
          {error && (
            <p className="error" id="code-error">
              {error}
            </p>
          )}
          <input
            id="code"
            name="code"
            type="text"
            inputMode="numeric"
            autoComplete="one-time-code"
            maxLength={20}
            aria-describedby={error ? 'code-error' : undefined}
            aria-invalid={error ? true : undefined}
          />
        </div>
        <div className="form-actions">
          <button type="submit">打开文稿</button>
        </div>
      </form>
      <p className="hint">
        本页记录打开和提交的时间、结果，以及所在网段，用于保管文稿；您的姓名、联系方式加密保存，只供本次征求意见使用，随审签材料归档；您的权利和联系办法见本机关网站的“个人信息说明”。
      </p>
    </Frame>
  );
}

interface Form {
  readonly opened: Opened;
  readonly at: string;
  readonly formToken: string;
  readonly typed: Typed;
}

/** The text with a place for an opinion under each paragraph asked about, then the opinion on the whole. */
export function AnswerPage({
  opened,
  at,
  formToken,
  typed,
  errors = {},
  saved,
}: Form & { readonly errors?: FieldErrors; readonly saved?: boolean }) {
  const { content } = opened.revision;
  return (
    <Frame title="填写意见" mark={opened.expert.name}>
      {saved && (
        <p className="expert-saved" role="status">
          草稿已经保存。关闭页面后，用这台电脑或手机再打开链接可以接着写。
        </p>
      )}
      <ErrorSummary errors={errors} />
      <About opened={opened} />
      <form action={`${at}/review`} method="post" noValidate>
        <input type="hidden" name="form" value={formToken} />
        <section aria-label="文稿" className="expert-text">
          <h2 className="expert-title">{content.title}</h2>
          {content.documentNumber && <p className="expert-number">{content.documentNumber}</p>}
          {opened.blocks
            .map((block, at) => ({ block, n: at + 1 }))
            .map(({ block, n }) => (
              <Paragraph
                key={n}
                n={n}
                block={block}
                asked={opened.asked.includes(n)}
                typed={typed.paragraphs.find(({ paragraph }) => paragraph === n)}
                wrong={{ chosen: errors[`v-${n}`], written: errors[`t-${n}`] }}
              />
            ))}
          {(content.attachments?.length ?? 0) > 0 && (
            <p className="hint">
              附件不在本页提供：{content.attachments?.map(({ name }) => name).join('；')}。需要的，请与邀请您的人联系。
            </p>
          )}
        </section>
        <Verdicts id="verdict" label="总体意见" value={typed.verdict} error={errors.verdict} />
        <div className={errors.opinion ? 'field wrong' : 'field'}>
          <label htmlFor="opinion">
            总体意见的内容<span className="need">必填</span>
          </label>
          {errors.opinion && (
            <p className="error" id="opinion-error">
              {errors.opinion}
            </p>
          )}
          <textarea
            id="opinion"
            name="opinion"
            rows={8}
            maxLength={EXPERT_LIMITS.opinion}
            defaultValue={typed.opinion}
            aria-describedby={errors.opinion ? 'opinion-error' : undefined}
            aria-invalid={errors.opinion ? true : undefined}
          />
        </div>
        <div className="form-actions">
          <button type="submit">下一步：核对</button>
          <button type="submit" formAction={`${at}/draft`} className="quiet">
            保存草稿
          </button>
        </div>
      </form>
    </Frame>
  );
}

function About({ opened }: { readonly opened: Opened }) {
  const { expert, askedBy, question, dueOn, asked, blocks, revision, superseded } = opened;
  return (
    <section className="expert-about" aria-label="说明">
      <h1>{expert.name}，请您提出意见</h1>
      <p className="as-typed">{question}</p>
      <p>
        邀请人：{askedBy}。请在<strong>{chineseDate(dueOn)}</strong>（含当日）以前提交。
        {asked.length < blocks.length && <>请重点看第 {asked.join('、')} 段；其余段落供您对照。</>}
      </p>
      <p>
        <strong>{WARNING}。</strong>
        请勿转发、拍照或者公开；每页都印有您的姓名，打开和提交均有记录。
      </p>
      <p className="hint">
        文稿第 {revision.number} 版，摘要 <code>{revision.contentHash}</code>
      </p>
      {superseded && <p className="hint">文稿后来又有修改；您看到的是请您提意见的那一版，您的意见也记在这一版上。</p>}
    </section>
  );
}

function Paragraph({
  n,
  block,
  asked,
  typed,
  wrong: { chosen, written },
}: {
  readonly n: number;
  readonly block: string;
  readonly asked: boolean;
  readonly typed: Typed['paragraphs'][number] | undefined;
  /** What is wrong with the choice, and with the words. */
  readonly wrong: { readonly chosen: string | undefined; readonly written: string | undefined };
}) {
  return (
    <div className={asked ? 'expert-block' : 'expert-block expert-block-quiet'}>
      <p className="expert-place">第 {n} 段</p>
      <Body html={withoutPictures(block)} indexNumber="" attachments={[]} />
      {asked && (
        <details open={Boolean(typed?.verdict || typed?.text || chosen || written)}>
          <summary>对第 {n} 段的意见</summary>
          <Verdicts id={`v-${n}`} label={`对第 ${n} 段的意见`} value={typed?.verdict ?? ''} error={chosen} optional />
          <div className={written ? 'field wrong' : 'field'}>
            <label htmlFor={`t-${n}`}>
              第 {n} 段：怎样修改或者为什么<span className="need">选填</span>
            </label>
            {written && (
              <p className="error" id={`t-${n}-error`}>
                {written}
              </p>
            )}
            <textarea
              id={`t-${n}`}
              name={`t-${n}`}
              rows={3}
              maxLength={EXPERT_LIMITS.paragraphText}
              defaultValue={typed?.text ?? ''}
              aria-describedby={written ? `t-${n}-error` : undefined}
              aria-invalid={written ? true : undefined}
            />
          </div>
        </details>
      )}
    </div>
  );
}

function Verdicts({
  id,
  label,
  value,
  error,
  optional = false,
}: {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly error?: string | undefined;
  readonly optional?: boolean;
}) {
  return (
    <fieldset className={error ? 'field wrong' : 'field'} aria-describedby={error ? `${id}-error` : undefined}>
      <legend>
        {label}
        <span className="need">{optional ? '选填' : '必填'}</span>
      </legend>
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
      {Object.entries(VERDICTS).map(([key, words], i) => (
        <label key={key} className="choice">
          <input type="radio" id={i === 0 ? id : `${id}-${key}`} name={id} value={key} defaultChecked={key === value} />
          <span>{words}</span>
        </label>
      ))}
    </fieldset>
  );
}

/** Shows once more what will be sent, in the order of the text. */
export function ReviewPage({ opened, at, formToken, typed }: Form) {
  return (
    <Frame title="核对" mark={opened.expert.name}>
      <h1>请核对后提交</h1>
      <p>提交后不能再改。您的意见将原文入卷。</p>
      <Said
        title={opened.revision.content.title}
        verdict={typed.verdict}
        opinion={typed.opinion}
        paragraphs={typed.paragraphs.filter(({ verdict }) => verdict)}
      />
      <form action={`${at}/send`} method="post">
        <input type="hidden" name="form" value={formToken} />
        <div className="form-actions">
          <button type="submit">确认提交</button>
          <a className="button quiet" href={at}>
            返回修改
          </a>
        </div>
      </form>
    </Frame>
  );
}

function Said({
  title,
  verdict,
  opinion,
  paragraphs,
}: {
  readonly title: string;
  readonly verdict: string;
  readonly opinion: string;
  readonly paragraphs: readonly { readonly paragraph: number; readonly verdict: string; readonly text: string }[];
}) {
  const words = (key: string) => VERDICTS[key as keyof typeof VERDICTS] ?? '';
  return (
    <DefinitionList
      items={[
        { term: '文稿', value: `《${title}》` },
        { term: '总体意见', value: <Opinion verdict={words(verdict)} text={opinion} /> },
        ...paragraphs.map(({ paragraph, verdict: of, text }) => ({
          term: `第 ${paragraph} 段`,
          value: <Opinion verdict={words(of)} text={text} />,
        })),
      ]}
    />
  );
}

function Opinion({ verdict, text }: { readonly verdict: string; readonly text: string }) {
  return (
    <>
      <strong>{verdict}</strong>
      {text && <p className="as-typed">{text}</p>}
    </>
  );
}

/** Sent: what to keep. */
export function ReceiptPage({ opened, opinion }: { readonly opened: Opened; readonly opinion: ExpertOpinion }) {
  return (
    <Frame title="回执" mark={opened.expert.name}>
      <h1>意见已经收到，谢谢您</h1>
      <div className="receipt">
        <p>回执编号</p>
        <strong>{opinion.receipt}</strong>
        <p className="aside">{chineseDateTime(opinion.sentAt)}提交。可以打印或者保存本页。</p>
      </div>
      <Said
        title={opened.revision.content.title}
        verdict={opinion.verdict}
        opinion={opinion.opinion}
        paragraphs={opinion.paragraphs}
      />
      <p className="hint">
        文稿第 {opened.revision.number} 版，摘要 <code>{opened.revision.contentHash}</code>
        <br />
        意见封存摘要 <code>{opinion.seal}</code>
      </p>
    </Frame>
  );
}
