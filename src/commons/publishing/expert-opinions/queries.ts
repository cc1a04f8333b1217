import type { Actor } from '#kernel/policy.ts';
import { maskName } from '#kernel/masking.ts';
import { lightOf, type MatterRow } from '#commons/casework/index.ts';
import type { Services } from '#platform/services.ts';
import { currentRevision } from '../revisions.ts';
import { isAnotherHand, isSecondHand, mayRead } from './ask.ts';
import { askRefusals, mayAsk } from './asking.ts';
import { blocksOf, excerptOf } from './blocks.ts';
import type { ExpertLine, ExpertOpinion, ExpertRequests, ExpertState, ParagraphVerdict } from './contract.ts';
import { openExpert } from './keys.ts';
import { expertSettings } from './settings.ts';

/** Everybody outside who was asked about a document, with what they said; names masked. */
export async function expertRequests(services: Services, matter: MatterRow, actor: Actor): Promise<ExpertRequests> {
  const revision = await currentRevision(services.db, matter.id);
  return {
    requests: await expertLines(services, matter, actor),
    askRefusals: await askRefusals(services.db, services, matter, actor),
    paragraphs: blocksOf(revision.content.bodyHtml).map((block, at) => ({ number: at + 1, excerpt: excerptOf(block) })),
    contentHash: revision.contentHash,
    mailConfigured: services.config.mail !== undefined,
  };
}

export async function expertLines(services: Services, matter: MatterRow, actor: Actor): Promise<ExpertLine[]> {
  const { db, secrets, time, calendar } = services;
  const rows = await requestRows(matter.id);
  const accesses = await accessesOf(matter.id);
  const now = time.now();
  const { wrongCodes } = await expertSettings.current(db);
  return rows.map((row) => {
    const expert = openExpert(secrets, row.expert);
    const mine = accesses.filter(({ request_id }) => request_id === row.id);
    const state = stateOf(row, mine, now, wrongCodes);
    const open = state !== 'sent' && state !== 'withdrawn' && state !== 'expired';
    return {
      id: row.id,
      maskedName: maskName(expert.name, '*'),
      institution: expert.institution,
      question: row.question,
      paragraphs: row.paragraphs as unknown as number[],
      revision: row.number,
      contentHash: row.content_hash,
      superseded: row.current_revision_id !== row.revision_id,
      dueOn: row.due_on,
      expiresAt: row.expires_at,
      state,
      light: open
        ? lightOf({ dueOn: row.due_on }, time.today(), calendar())
        : { colour: 'none', words: '', workdays: null },
      askedBy: row.askedBy,
      askedAt: row.asked_at,
      withdrawnWhy: row.withdrawn_why,
      mailedAt: row.mailed_at,
      opinion: opinionIn(row),
      accesses: mine.map(({ id, at, what, network }) => ({
        id: String(id),
        at,
        // The table's check allows no other words.
        what: what as ExpertLine['accesses'][number]['what'],
        network,
      })),
      codeBy: row.codeBy,
      mine: open && (row.asked_by === actor.id || mayAsk(matter, actor) || isSecondHand(matter, actor)),
      codeMine: open && isAnotherHand(matter, actor, row.asked_by),
      readable: mayRead(matter, actor),
    };
  });

  function requestRows(documentId: string) {
    return db
      .selectFrom('expert_request as q')
      .innerJoin('document as d', 'd.id', 'q.document_id')
      .innerJoin('document_revision as r', 'r.id', 'q.revision_id')
      .innerJoin('person as p', 'p.id', 'q.asked_by')
      .leftJoin('person as second', 'second.id', 'q.code_made_by')
      .leftJoin('expert_opinion as o', 'o.request_id', 'q.id')
      .leftJoin('expert_draft as t', 't.request_id', 'q.id')
      .selectAll('q')
      .select([
        'd.current_revision_id',
        'r.number',
        'p.name as askedBy',
        'second.name as codeBy',
        'o.verdict',
        'o.opinion',
        'o.paragraphs as said',
        'o.seal',
        'o.receipt',
        'o.sent_at as sentAt',
        't.saved_at as savedAt',
      ])
      .where('q.document_id', '=', documentId)
      .orderBy('q.asked_at')
      .orderBy('q.id')
      .execute();
  }

  function accessesOf(documentId: string) {
    return db
      .selectFrom('expert_access as a')
      .innerJoin('expert_request as q', 'q.id', 'a.request_id')
      .select(['a.id', 'a.request_id', 'a.at', 'a.what', 'a.network'])
      .where('q.document_id', '=', documentId)
      .orderBy('a.id', 'desc')
      .limit(500)
      .execute();
  }
}

interface Said {
  readonly verdict: string | null;
  readonly opinion: string | null;
  readonly said: unknown;
  readonly seal: string | null;
  readonly receipt: string | null;
  readonly sentAt: ExpertOpinion['sentAt'] | null;
}

function opinionIn({ verdict, opinion, said, seal, receipt, sentAt }: Said): ExpertOpinion | null {
  if (!verdict || opinion === null || !seal || !receipt || !sentAt) return null;
  // The table's check and the command allow no other words.
  return { verdict, opinion, paragraphs: said as ParagraphVerdict[], seal, receipt, sentAt } as ExpertOpinion;
}

function stateOf(
  row: {
    withdrawn_at: unknown;
    expires_at: string;
    sentAt: unknown;
    savedAt: unknown;
    wrong_codes: number;
    session_hash: unknown;
    code_hash: unknown;
    code_made_by: unknown;
  },
  accesses: readonly unknown[],
  now: string,
  wrongCodes: number,
): ExpertState {
  if (row.sentAt) return 'sent';
  if (row.withdrawn_at) return 'withdrawn';
  if (row.expires_at <= now) return 'expired';
  if (row.wrong_codes >= wrongCodes && !row.session_hash) return 'locked';
  if (!row.code_made_by && !row.code_hash && !row.session_hash) return 'held';
  if (row.savedAt) return 'drafting';
  return accesses.length > 0 ? 'opened' : 'waiting';
}
