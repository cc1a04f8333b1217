/** What becomes of a column of personal data when its request is anonymised. */
export type Fate =
  /** A sentence says that it has gone; where there was nothing, nothing is said. */
  | 'told'
  /** A title that says what it is and nothing more. */
  | 'titled'
  /** Null. */
  | 'nothing'
  /** No bytes. */
  | 'noBytes'
  /** An empty object or list. */
  | 'noFields'
  | 'noItems'
  /** A value of its own row alone: what was equal elsewhere is no longer known to be so. */
  | 'unlinked'
  /** Goes with its whole row. */
  | 'row'
  /** Stays, for a reason. */
  | { readonly kept: string };

/** What was destroyed is counted under these words in the certificate. */
export const DESTROYED = [
  'applicant',
  'texts',
  'letters',
  'uploads',
  'answers',
  'consultations',
  'records',
  'archives',
  'notices',
  'online',
] as const;
export type DestroyedKind = (typeof DESTROYED)[number];

export interface TableFate {
  /** How its rows are known to be of a request. Left out: none of its columns is cleared. */
  readonly of?: 'request' | 'record' | 'check' | 'consultation' | 'letter' | 'archive' | 'receipt' | 'id' | 'matter';
  readonly counts?: DestroyedKind;
  readonly columns: Readonly<Record<string, Fate>>;
  /** Say when: set to now where they are not set. */
  readonly stamps?: readonly string[];
  /** Hashes that stay and prove what was there: part of the hash in the certificate. */
  readonly proof?: readonly string[];
}

const CODE = { kept: '固定选项，不写姓名和内容' } as const;
const HASH = { kept: '散列值，读不回原文；凭它仍能证明当时的原件' } as const;
const NUMBER = { kept: '文书编号、回执编号，统计和留痕按它对应' } as const;
const NOT_OURS = { kept: '不属于某一件申请' } as const;
const OFFICE_WORDS = { kept: '本机关的决定，立案时要求不写申请人' } as const;

/**
 * 个人信息保护法第十九条, 第四十七条: every column of requests and of the records released with them that holds words, bytes or fields, and
 * what becomes of it. Read by the law test beside it against the database: a column that is not here is a red test.
 */
export const FATES: Readonly<Record<string, TableFate>> = {
  'public.request': {
    of: 'id',
    counts: 'applicant',
    stamps: ['anonymised_at'],
    proof: ['content_hash'],
    columns: {
      channel: CODE,
      receipt_evidence: 'told',
      receipt_remarks: { kept: '系统写的一句话，只说确认的日期' },
      withdrawal_evidence: 'told',
      receipt: NUMBER,
      code_hash: 'unlinked',
      track_key: 'noBytes',
      applicant_kind: CODE,
      applicant_class: CODE,
      applicant_hash: 'unlinked',
      applicant: 'nothing',
      description: 'told',
      wanted_form: CODE,
      wanted_channel: CODE,
      relief_reason: 'nothing',
      content_hash: HASH,
      reply_kind: CODE,
      late_reason: 'told',
      sensitive: CODE,
    },
  },
  'public.matter': {
    of: 'id',
    columns: { title: 'titled' },
  },
  'public.notice': {
    of: 'matter',
    counts: 'notices',
    columns: { title: 'told', body: 'told' },
  },
  // Beside the steps: what other units were asked, what they said, and what they were to do.
  'public.countersign': { of: 'matter', counts: 'texts', columns: { question: 'told', opinion: 'told' } },
  'public.matter_unit': { of: 'matter', columns: { part: CODE, task: 'told' } },
  'public.request_correction': { of: 'request', counts: 'texts', columns: { text: 'told' } },
  'public.request_own_data': {
    of: 'request',
    counts: 'online',
    stamps: ['cleared_at'],
    columns: { hash: HASH, sealed: 'nothing' },
  },
  'public.request_replacement': {
    of: 'request',
    counts: 'texts',
    proof: ['content_hash'],
    columns: { text: 'told', content_hash: HASH },
  },
  'public.request_reasons': { of: 'request', counts: 'texts', columns: { text: 'told' } },
  'public.request_relief': { of: 'request', counts: 'texts', columns: { decision: CODE, reason: 'told' } },
  'public.request_search': {
    of: 'request',
    counts: 'texts',
    columns: { systems: 'told', words: 'told', people: 'told', result: 'told' },
  },
  'public.request_words': {
    of: 'request',
    counts: 'texts',
    stamps: ['cleared_at'],
    columns: { step: CODE, words: 'noBytes' },
  },
  // Taken out of one list, it may be gone through in another; why is told of it alone.
  'public.retention_entry': {
    of: 'request',
    columns: {
      basis: CODE,
      kept_because: 'told',
      left_because: { kept: '系统写下的原因，不写姓名和内容' },
      destroyed_hash: HASH,
      destroyed: { kept: '销毁了几项，只有数字' },
    },
  },
  'public.retention_list': {
    columns: {
      state: CODE,
      schedule: { kept: '当时的保存期限' },
      certificate: { kept: '销毁证明，只有编号、数字和散列值' },
      certificate_hash: HASH,
    },
  },
  'public.request_letter': {
    of: 'request',
    counts: 'letters',
    stamps: ['cleared_at'],
    proof: ['id', 'content_hash', 'pdf_hash', 'sheet_hash'],
    columns: {
      kind: CODE,
      reply_kind: CODE,
      content: 'noFields',
      content_hash: HASH,
      pdf: 'nothing',
      pdf_hash: HASH,
      sheet: 'nothing',
      sheet_hash: HASH,
      state: CODE,
      number: NUMBER,
      channel: CODE,
      delivery_proof: 'told',
    },
  },
  'public.request_letter_return': {
    of: 'letter',
    counts: 'texts',
    columns: { channel: CODE, reason: CODE, evidence: 'told' },
  },
  'public.request_line': {
    columns: { state: CODE, clock_state: CODE, channel: CODE, applicant_class: CODE, reply_kind: CODE },
  },
  'public.request_consultation': {
    of: 'request',
    counts: 'consultations',
    columns: { party_kind: CODE, party: 'told', opinion: 'told', decision: 'told' },
  },
  'public.request_opinion': { of: 'consultation', counts: 'consultations', columns: { opinion: 'told' } },
  'public.request_opinion_finding': { of: 'consultation', columns: { finding: CODE, reason: 'told' } },
  'public.request_fee': {
    of: 'request',
    counts: 'texts',
    columns: { basis: CODE, voucher: 'told', counted: 'nothing' },
  },
  'public.request_upload': {
    of: 'request',
    counts: 'uploads',
    stamps: ['removed_at'],
    proof: ['id', 'hash'],
    columns: { purpose: CODE, media_type: CODE, hash: HASH, scan: CODE, sealed: 'nothing' },
  },
  'public.request_answer': {
    of: 'request',
    counts: 'answers',
    stamps: ['anonymised_at'],
    columns: {
      kind: CODE,
      words: 'nothing',
      outcome: CODE,
      why: { kept: '系统写的一句话，只说当时的状态' },
      handled_note: 'told',
    },
  },
  'public.request_call_back': {
    of: 'request',
    counts: 'answers',
    stamps: ['anonymised_at'],
    columns: { outcome: CODE, words: 'nothing' },
  },
  'public.request_code_check': { columns: { way: CODE, former_code_hash: HASH } },
  'public.request_code_check_words': { of: 'check', counts: 'texts', columns: { evidence: 'row' } },
  'public.request_notice': {
    of: 'request',
    columns: {
      channel: CODE,
      about: { kept: '留痕的序号或者日期，不写内容' },
      kind: CODE,
      state: CODE,
      last_error: 'nothing',
    },
  },
  'public.request_likeness': { of: 'request', columns: { keys: 'row' } },
  'public.request_outcome': { columns: { bucket: CODE } },
  'public.request_dispute': {
    of: 'request',
    counts: 'texts',
    columns: {
      kind: CODE,
      organ: { kept: '复议机关、法院的名称，年度报告按它统计' },
      // It leads to the person in another organ's files.
      case_number: 'unlinked',
      outcome: CODE,
      note: 'told',
    },
  },
  'public.request_conversion': {
    columns: { trigger: CODE, topic: OFFICE_WORDS, decision: CODE, grounds: OFFICE_WORDS },
  },
  'public.request_record': {
    of: 'request',
    counts: 'records',
    proof: ['id', 'source_hash'],
    columns: {
      name: 'noBytes',
      kind: CODE,
      source: 'noBytes',
      printed: 'nothing',
      source_hash: HASH,
      state: CODE,
      failure: 'told',
      hidden: 'noItems',
      removed_because: 'told',
    },
  },
  'public.request_record_page': {
    of: 'record',
    counts: 'records',
    columns: {
      picture: 'noBytes',
      pieces: 'noBytes',
      recognised: 'nothing',
      reading: CODE,
      flag: CODE,
      reason: CODE,
    },
  },
  'public.request_record_reading': { columns: { state: CODE } },
  'public.redaction_copy': {
    of: 'record',
    counts: 'records',
    proof: ['id', 'pdf_hash'],
    columns: {
      state: CODE,
      pdf: 'noBytes',
      pdf_hash: HASH,
      lines: { kept: '按页写明遮盖的依据，不写遮盖的内容' },
      findings: 'nothing',
      opinion: 'told',
    },
  },
  'public.redaction_release': { columns: {} },
  'public.request_package': {
    of: 'letter',
    counts: 'records',
    stamps: ['cleared_at'],
    proof: ['id', 'package_hash'],
    columns: { state: CODE, failure: 'told', package_hash: HASH, sealed: 'nothing' },
  },
  'public.redaction_box': { columns: { reason: CODE, origin: CODE, layer: CODE } },
  'public.redaction_rule': { columns: { name: NOT_OURS, kind: NOT_OURS, words: NOT_OURS, reason: NOT_OURS } },
  'public.redaction_word': {
    of: 'record',
    counts: 'records',
    columns: { kind: CODE, word: 'noBytes', word_hash: 'unlinked', reason: 'told' },
  },
  'public.request_mail': {
    of: 'request',
    counts: 'uploads',
    stamps: ['cleared_at'],
    columns: {
      message_hash: HASH,
      head: 'nothing',
      raw: 'nothing',
      scan: CODE,
      trouble: CODE,
      state: CODE,
      reason: 'nothing',
    },
  },
  'public.request_archive': {
    of: 'request',
    stamps: ['cleared_at'],
    proof: ['id', 'package_hash'],
    columns: { state: CODE, failure: 'told', package_hash: HASH },
  },
  'public.request_archive_piece': { of: 'archive', counts: 'archives', columns: { sealed: 'row' } },
  'intake.request_submission': {
    of: 'receipt',
    stamps: ['cleared_at'],
    columns: {
      receipt: NUMBER,
      code_hash: 'unlinked',
      sealed: 'noBytes',
      content_hash: HASH,
      file_ids: { kept: '只是暂存文件的编号，文件清除后别无所指' },
    },
  },
  'intake.request_submission_file': {
    columns: { sealed: { kept: '随申请登记时另存一份；几个小时以后清除，申请还没有登记的留到登记以后' } },
  },
  'intake.request_answer': {
    of: 'receipt',
    stamps: ['cleared_at'],
    columns: { receipt: NUMBER, code_hash: 'unlinked', sealed: 'noBytes' },
  },
  'portal.request_track': { columns: { receipt: NUMBER, code_hash: HASH, sealed: { kept: '整行由发布通道删除' } } },
  'portal.request_file': { columns: { receipt: NUMBER, sealed: { kept: '随上一表整行删除' } } },
  'portal.request_guide': { columns: { facts: NOT_OURS } },
  'portal.request_statistics': { columns: { figures: NOT_OURS } },
};
