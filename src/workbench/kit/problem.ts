/**
 * What the server answered instead of what was asked for (problem+json), or why it could not be reached.
 * `reasons` are whole sentences for the person; `fields` stand beside the inputs they are about.
 */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';
  /** HTTP status; 0 when the server could not be reached. */
  readonly status: number;
  readonly code: string;
  readonly reasons: readonly string[];
  readonly fields: Readonly<Record<string, string>>;
  readonly requestId: string | undefined;
  constructor(facts: Partial<Pick<ApiProblem, 'status' | 'code' | 'reasons' | 'fields' | 'requestId'>>) {
    const reasons = facts.reasons?.length ? facts.reasons : [FALLBACK];
    super(reasons.join('；'));
    this.status = facts.status ?? 500;
    this.code = facts.code ?? 'failure';
    this.reasons = reasons;
    this.fields = facts.fields ?? {};
    this.requestId = facts.requestId;
  }
  /** The server could not be reached; nothing was decided. */
  get offline(): boolean {
    return this.code === 'offline';
  }
  /** Somebody else changed the thing after it was opened here. */
  get stale(): boolean {
    return this.code === 'stale';
  }
}

const FALLBACK = '系统出了故障，已经记录。请稍后再试；如仍不行，请把页面上的编号告诉管理员';
const UNREACHED = '暂时连不上服务器。您填写的内容仍在页面上，网络恢复后请重试';

export const offlineProblem = () => new ApiProblem({ status: 0, code: 'offline', reasons: [UNREACHED] });

/** Whatever was thrown, as a problem that can be shown. A fault of ours keeps its words out of the page. */
export function problemOf(error: unknown): ApiProblem {
  return error instanceof ApiProblem ? error : new ApiProblem({});
}

/** Reads an answer that is not a success. Takes any body; what is not problem+json becomes the general sentence. */
export function problemFrom(status: number, text: string): ApiProblem {
  try {
    const body = JSON.parse(text) as Partial<ApiProblem>;
    return new ApiProblem({ ...body, status });
  } catch {
    return new ApiProblem({ status, code: status >= 500 ? 'failure' : 'bad-request' });
  }
}
