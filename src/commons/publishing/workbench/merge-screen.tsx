import { Button, Input, Radio } from 'antd';
import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { MatterDetail } from '#commons/casework/contract.ts';
import { type ApiProblem, Block, Loaded, Moment, ProblemSummary, problemOf, useRead } from '#workbench/kit/index.ts';
import type { AttachmentRef, Content } from '../contract.ts';
import type { DocumentDetail, RevisionDetail } from '../document-contract.ts';
import { type FactNames, titleOfFact, useFactNames, wordsOfFact } from './changed-facts.ts';
import { compareBodies } from './compare-bodies.ts';
import { contentOf, type Draft } from './draft.ts';
import { type Choice, type Decision, decidedBody, type MergedBody, mergeBodies } from './merge-bodies.ts';
import { contentFrom, type Facts, factsOf, type MergedFacts, mergeFacts } from './merge-facts.ts';
import { Prose } from './prose.tsx';
import { cleanHtml } from './safe-html.ts';
import { BodyChanges } from './text-difference.tsx';
import { writeBody } from '#kernel/body/html.ts';
import { plainOf } from './text-tree.ts';

/**
 * Somebody saved while this person was writing: what only one changed is joined by itself, what both changed is chosen place by
 * place, with the text both began from beside it. What comes of it is saved on top of the other's revision, or edited first.
 */
export function MergeScreen({
  detail,
  matter,
  draft,
  save,
  edit,
  renew,
}: {
  /** As it stands now: the other's text. */
  readonly detail: DocumentDetail;
  readonly matter: MatterDetail;
  readonly draft: Draft;
  /** Saves for good; throws what the server has against it. */
  readonly save: (merged: Partial<Content>, reason: string) => Promise<void>;
  /** Puts the joined text into the form. */
  readonly edit: (merged: Draft) => void;
  readonly renew: () => Promise<void>;
}) {
  const base = useRead<RevisionDetail>(`/api/documents/${detail.id}/revisions/${draft.baseRevision ?? 1}`);
  return (
    <Loaded query={base}>
      {(before) => (
        <Joining key={detail.current.number} {...{ detail, matter, draft, save, edit, renew }} base={before} />
      )}
    </Loaded>
  );
}

function Joining({
  detail,
  matter,
  draft,
  base,
  save,
  edit,
  renew,
}: Parameters<typeof MergeScreen>[0] & { readonly base: RevisionDetail }) {
  const names = useFactNames(detail.type, base.content, draft.content, detail.current.content);
  const { number, content } = detail.current;
  const facts = useMemo(
    () => mergeFacts(factsOf(base.content), factsOf(draft.content), factsOf(content)),
    [base, draft, content],
  );
  const body = useMemo(
    () =>
      mergeBodies(
        cleanHtml(base.content.bodyHtml),
        cleanHtml(draft.content.bodyHtml ?? ''),
        cleanHtml(content.bodyHtml),
      ),
    [base, draft, content],
  );
  const [chosen, choose] = useState<Readonly<Record<string, 'mine' | 'theirs'>>>({});
  const [decisions, decide] = useState<Readonly<Record<number, Decision>>>({});
  const [reason, setReason] = useState(draft.reason ?? '');
  const [problem, setProblem] = useState<ApiProblem>();
  const [missing, setMissing] = useState<string>();
  const [sending, setSending] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const reasonId = useId();

  const conflicts = body.filter(({ kind }) => kind === 'conflict').length + facts.open.length;
  const undecided = openPlaces(facts, chosen, body, decisions);
  const joined = (): Partial<Content> | undefined => {
    const blocks = decidedBody(body, decisions);
    if (!blocks || undecided > 0) {
      setMissing(`还有 ${undecided} 处没有选择，请先选择`);
      return undefined;
    }
    const whole: Facts = { ...facts.agreed, ...pick(chosen, factsOf(draft.content), factsOf(content)) };
    return contentFrom(whole, writeBody(blocks));
  };
  const send = async () => {
    const merged = joined();
    if (!merged || sending) return;
    setSending(true);
    setProblem(undefined);
    try {
      await save(contentOf({ ...draft, content: merged }), reason);
    } catch (error) {
      const found = problemOf(error);
      setProblem(found);
      // Again somebody was first: their newest text takes the place of the one on the screen.
      if (found.stale) await renew();
    } finally {
      setSending(false);
    }
  };
  const newer = detail.revisions.filter((revision) => revision.number > base.number);
  return (
    <div className="joining">
      <h2 ref={heading} tabIndex={-1}>
        您修改期间，他人保存了新版本
      </h2>
      <ul>
        {newer.map((revision) => (
          <li key={revision.number}>
            {revision.madeBy}于 <Moment at={revision.madeAt} /> 保存了第 {revision.number} 版：{revision.reason}
          </li>
        ))}
      </ul>
      <p role="status">
        {conflicts === 0
          ? '两人改的地方不重叠，已合在一起，请看过后保存。'
          : `两人改了同一处的有 ${conflicts} 处${undecided > 0 ? `，还有 ${undecided} 处要您选择` : '，都已选择'}。其余的已合在一起。`}
        您写的和对方写的都没有丢。
      </p>
      {problem && <ProblemSummary problem={problem} idOf={() => reasonId} />}
      <FactChoices
        facts={facts}
        names={names}
        sides={[factsOf(base.content), factsOf(content), factsOf(draft.content)]}
        number={number}
        chosen={chosen}
        choose={(key, side) => choose((now) => ({ ...now, [key]: side }))}
      />
      <BodyChoices
        media={[base.content, content, draft.content].flatMap(({ media }) => media ?? [])}
        body={body}
        decisions={decisions}
        decide={(at, decision) => decide((now) => ({ ...now, [at]: decision }))}
      />
      <Block title="保存">
        <label htmlFor={reasonId}>修改说明</label>
        <Input.TextArea
          id={reasonId}
          rows={2}
          maxLength={1000}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <p className="tool-row">
          <Button type="primary" loading={sending} onClick={() => void send()}>
            在第 {number} 版之上保存为新版本
          </Button>
          <Button
            onClick={() => {
              const merged = joined();
              if (merged)
                edit({ ...draft, reason, version: matter.matter.version, baseRevision: number, content: merged });
            }}
          >
            放回编辑器再改
          </Button>
          <span role="alert" className="field-error">
            {undecided > 0 && missing}
          </span>
        </p>
      </Block>
    </div>
  );
}

const openPlaces = (
  facts: MergedFacts,
  chosen: Readonly<Record<string, unknown>>,
  body: MergedBody,
  decisions: Readonly<Record<number, Decision>>,
): number =>
  facts.open.filter((key) => !chosen[key]).length +
  body.filter(({ kind }, at) => kind === 'conflict' && !decisions[at]).length;

const pick = (chosen: Readonly<Record<string, 'mine' | 'theirs'>>, mine: Facts, theirs: Facts): Facts =>
  Object.fromEntries(Object.entries(chosen).map(([key, side]) => [key, (side === 'mine' ? mine : theirs)[key]]));

/** What both declared differently, to choose from, and what was taken over by itself. */
function FactChoices({
  facts: { open, taken },
  names,
  sides: [base, theirs, mine],
  number,
  chosen,
  choose,
}: {
  readonly facts: MergedFacts;
  readonly names: FactNames;
  readonly sides: readonly [base: Facts, theirs: Facts, mine: Facts];
  readonly number: number;
  readonly chosen: Readonly<Record<string, 'mine' | 'theirs'>>;
  readonly choose: (key: string, side: 'mine' | 'theirs') => void;
}) {
  if (open.length + taken.length === 0) return null;
  const words = (key: string, facts: Facts) => wordsOfFact(key, facts[key], names) || '（空）';
  return (
    <Block title="要素">
      {open.map((key) => (
        <fieldset key={key} className="joining-choice">
          <legend>{titleOfFact(key, names)}：两人都改了</legend>
          <p className="muted">原来：{words(key, base)}</p>
          <Radio.Group value={chosen[key]} onChange={({ target }) => choose(key, target.value as 'mine' | 'theirs')}>
            <Radio value="theirs">用对方的：{words(key, theirs)}</Radio>
            <Radio value="mine">用我的：{words(key, mine)}</Radio>
          </Radio.Group>
        </fieldset>
      ))}
      {taken.length > 0 && (
        <ul className="joining-taken">
          {taken.map(({ key, by }) => (
            <li key={key}>
              {titleOfFact(key, names)}：{BY[by]}，已采用
              {by !== 'both' && <>「{words(key, by === 'mine' ? mine : theirs)}」</>}
              {by === 'theirs' && <span className="muted">（第 {number} 版）</span>}
            </li>
          ))}
        </ul>
      )}
    </Block>
  );
}

const BY = { mine: '您改的', theirs: '对方改的', both: '两人的改动合在一起' } as const;

/** The body in its order: what was joined by itself with whose change it is, and every overlap with its three texts. */
function BodyChoices({
  media,
  body,
  decisions,
  decide,
}: {
  readonly media: readonly AttachmentRef[];
  readonly body: MergedBody;
  readonly decisions: Readonly<Record<number, Decision>>;
  readonly decide: (at: number, decision: Decision) => void;
}) {
  return (
    <Block title="正文">
      {body.map((place, at) => {
        const key = `${at} ${place.kind}`;
        if (place.kind === 'conflict')
          return (
            <Overlap key={key} media={media} place={place} decision={decisions[at]} decide={(one) => decide(at, one)} />
          );
        if (place.by === 'neither')
          return (
            <p key={key} className="difference-left-out">
              …（此处 {place.items.length} 段两人都没有改）…
            </p>
          );
        return (
          <section key={key} className="joining-agreed" aria-label={`${BY[place.by]}，已采用`}>
            <p className="difference-note">
              {BY[place.by]}，已采用{place.items.length === 0 && '：删去了这里的段落'}
            </p>
            <Prose html={writeBody(place.items)} media={media} />
          </section>
        );
      })}
    </Block>
  );
}

const CHOICES: Readonly<Record<Choice, string>> = {
  theirs: '用对方的',
  mine: '用我的',
  both: '两者都保留',
  own: '自己改写',
};

function Overlap({
  media,
  place: { base, mine, theirs },
  decision,
  decide,
}: {
  readonly media: readonly AttachmentRef[];
  readonly place: Extract<MergedBody[number], { kind: 'conflict' }>;
  readonly decision: Decision | undefined;
  readonly decide: (decision: Decision) => void;
}) {
  const own = useId();
  const columns = [
    ['对方的', theirs],
    ['我的', mine],
  ] as const;
  return (
    <fieldset className="joining-choice">
      <legend>两人都改了这一处</legend>
      <div className="joining-texts">
        <section aria-label="原来的">
          <h3>原来的</h3>
          {base.length > 0 ? (
            <Prose html={writeBody(base)} media={media} />
          ) : (
            <p className="muted">（没有这一段，两人都在这里加了内容）</p>
          )}
        </section>
        {columns.map(([name, blocks]) => (
          <section key={name} aria-label={name}>
            <h3>{name}</h3>
            {blocks.length > 0 ? (
              <BodyChanges changes={compareBodies(base, blocks)} />
            ) : (
              <p className="muted">（删去了）</p>
            )}
          </section>
        ))}
      </div>
      <Radio.Group
        value={decision?.choice}
        onChange={({ target }) => {
          const choice = target.value as Choice;
          decide({ choice, own: decision?.own ?? linesOf([...theirs, ...mine]) });
        }}
        options={Object.entries(CHOICES).map(([value, label]) => ({ value, label }))}
      />
      {decision?.choice === 'own' && (
        <>
          <label htmlFor={own}>改写后的文字（每行一段；加粗、表格等请放回编辑器再改）</label>
          <Input.TextArea
            id={own}
            autoSize={{ minRows: 3 }}
            value={decision.own ?? ''}
            onChange={(event) => decide({ choice: 'own', own: event.target.value })}
          />
        </>
      )}
    </fieldset>
  );
}

const linesOf = (blocks: Parameters<typeof plainOf>[0][]): string => blocks.map(plainOf).join('\n');
