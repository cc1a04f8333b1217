import { ApiProblem, offlineProblem, problemFrom } from './problem.ts';

/** What stands behind the question mark. Empty values are left out, lists are repeated. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | null | undefined>>;

/**
 * The office API as the workbench calls it. Paths are whole (`/api/matters`), so that a search finds both ends.
 * Every call answers the JSON body, or throws {@link ApiProblem}: also when the network is down (`problem.offline`).
 * When the session has ended, the call waits until the person has signed in again and is then repeated once.
 */
export const api = {
  get: <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
    call<T>(address(path, query), { method: 'GET', ...(signal && { signal }) }),
  post: <T = unknown>(path: string, body?: unknown): Promise<T> => call<T>(path, sending('POST', body)),
  put: <T = unknown>(path: string, body?: unknown): Promise<T> => call<T>(path, sending('PUT', body)),
  patch: <T = unknown>(path: string, body?: unknown): Promise<T> => call<T>(path, sending('PATCH', body)),
  del: <T = unknown>(path: string, body?: unknown): Promise<T> => call<T>(path, sending('DELETE', body)),
  parting,
  upload,
  download,
};

/** Path with its query, for links that the browser itself follows (exports, downloads). */
export function address(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one));
  }
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** What the calls need to know of the session; the shell keeps it up to date. */
export const connection = {
  formToken: '',
  /** Resolves when somebody has signed in again; rejects when they gave up. */
  signInAgain: (): Promise<void> =>
    Promise.reject(new ApiProblem({ status: 401, code: 'unauthenticated', reasons: ['请先登录'] })),
  /** Told after every attempt whether the server was reached, so that the time until the session ends can be counted. */
  listeners: new Set<(reached: boolean) => void>(),
};

/** Hears of every answer until the function given back is called. */
export function onAnswer(listener: (reached: boolean) => void): () => void {
  connection.listeners.add(listener);
  return () => void connection.listeners.delete(listener);
}

function tell(reached: boolean): void {
  for (const listener of connection.listeners) listener(reached);
}

function sending(method: string, body: unknown): RequestInit {
  return body === undefined
    ? { method }
    : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
}

/** Sends while the window is closing: nobody waits for the answer. Browsers take 64 KB at most; false where it is more. */
function parting(method: 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): boolean {
  const text = body === undefined ? undefined : JSON.stringify(body);
  if (text && new Blob([text]).size > PARTING_BYTES) return false;
  const headers = new Headers({ accept: 'application/json', 'x-form-token': connection.formToken });
  if (text) headers.set('content-type', 'application/json');
  const init = { method, headers, keepalive: true, credentials: 'same-origin' } as const;
  void fetch(path, text ? { ...init, body: text } : init).catch(() => undefined);
  return true;
}

const PARTING_BYTES = 60_000;

/** A file that is asked for with words of its own (why it is taken), kept by the browser under the name the server gives. */
async function download(path: string, body: unknown): Promise<void> {
  const response = await answered(path, sending('POST', body));
  const name = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('content-disposition') ?? '')?.[1];
  const address = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = address;
  link.download = name ? decodeURIComponent(name) : '';
  link.click();
  // The browser has begun to read it by the next turn.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function call<T>(path: string, init: RequestInit): Promise<T> {
  const text = await (await answered(path, init)).text();
  return (text ? JSON.parse(text) : undefined) as T;
}

/** The answer to what was asked, good: else the problem is thrown. */
async function answered(path: string, init: RequestInit, again = true): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('accept', 'application/json');
  if (init.method !== 'GET') headers.set('x-form-token', connection.formToken);
  const response = await reach(path, { ...init, headers, credentials: 'same-origin' });
  if (response.ok) return response;
  const problem = problemFrom(response.status, await response.text());
  if (problem.code !== 'unauthenticated' || !again || !connection.formToken) throw problem;
  await connection.signInAgain();
  return answered(path, init, false);
}

async function reach(path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await fetch(path, init);
    tell(true);
    return response;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    tell(false);
    throw offlineProblem();
  }
}

/** Sends one file with what belongs to it as multipart; `progress` is told the share sent, 0 to 1. */
function upload<T>(
  path: string,
  file: File,
  fields: Readonly<Record<string, string>> = {},
  progress: (share: number) => void = () => undefined,
): Promise<T> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file, file.name);
  return new Promise<T>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('accept', 'application/json');
    request.setRequestHeader('x-form-token', connection.formToken);
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0);
    request.onerror = () => reject(offlineProblem());
    request.onload = () =>
      request.status < 400
        ? resolve(JSON.parse(request.responseText || 'null') as T)
        : reject(problemFrom(request.status, request.responseText));
    request.send(form);
  });
}
