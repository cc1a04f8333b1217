import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { address, api, connection, onAnswer } from './api.ts';
import type { ApiProblem } from './problem.ts';

const asked = vi.fn<(path: string, init: RequestInit) => Promise<Response>>();
const signInAgain = vi.fn<() => Promise<void>>();

const problem = (status: number, body: object) => new Response(JSON.stringify(body), { status });
const caught = (call: Promise<unknown>) =>
  call.then(
    () => undefined,
    (error: ApiProblem) => error,
  );

beforeEach(() => {
  vi.stubGlobal('fetch', asked);
  connection.formToken = 'token';
  connection.signInAgain = signInAgain;
  signInAgain.mockResolvedValue(undefined);
});
afterEach(() => {
  vi.unstubAllGlobals();
  asked.mockReset();
  signInAgain.mockReset();
});

describe('a call', () => {
  test('that writes carries the form token, and one that reads does not', async () => {
    asked.mockImplementation(() => Promise.resolve(new Response('{}')));
    await api.post('/api/x', { a: 1 });
    await api.get('/api/x');
    const tokens = asked.mock.calls.map(([, init]) => new Headers(init.headers).get('x-form-token'));
    expect(tokens).toEqual(['token', null]);
  });

  test('that is refused tells every reason and each field', async () => {
    asked.mockResolvedValue(problem(422, { code: 'invalid', reasons: ['甲', '乙'], fields: { a: '甲' } }));
    expect(await caught(api.post('/api/x', {}))).toMatchObject({
      status: 422,
      reasons: ['甲', '乙'],
      fields: { a: '甲' },
    });
  });

  test('that meets a stale page says so', async () => {
    asked.mockResolvedValue(problem(409, { code: 'stale', reasons: ['他人已修改'] }));
    expect((await caught(api.post('/api/x', {})))?.stale).toBe(true);
  });

  test('that meets something that is not ours gets a sentence all the same', async () => {
    asked.mockResolvedValue(new Response('<html>502</html>', { status: 502 }));
    expect((await caught(api.get('/api/x')))?.reasons).toHaveLength(1);
  });

  test('that does not reach the server is offline, and listeners hear of it', async () => {
    const heard: boolean[] = [];
    const deaf = onAnswer((reached) => heard.push(reached));
    asked.mockRejectedValue(new TypeError('Failed to fetch'));
    expect((await caught(api.get('/api/x')))?.offline).toBe(true);
    deaf();
    await caught(api.get('/api/x'));
    expect(heard).toEqual([false]);
  });
});

describe('when the session has ended', () => {
  const ended = () => problem(401, { code: 'unauthenticated', reasons: ['请先登录'] });

  test('the call waits for a new sign-in and is then made once more, with the new token', async () => {
    signInAgain.mockImplementation(() => {
      connection.formToken = 'new';
      return Promise.resolve();
    });
    asked.mockResolvedValueOnce(ended()).mockResolvedValueOnce(new Response('{"done":true}'));
    expect(await api.post('/api/x', { a: 1 })).toEqual({ done: true });
    expect(new Headers(asked.mock.calls[1]?.[1].headers).get('x-form-token')).toBe('new');
  });

  test('it is not made a third time', async () => {
    asked.mockImplementation(() => Promise.resolve(ended()));
    expect((await caught(api.get('/api/x')))?.status).toBe(401);
    expect(asked).toHaveBeenCalledTimes(2);
  });

  test('a wrong password is told to the form and asks for no other sign-in', async () => {
    asked.mockResolvedValue(problem(401, { code: 'wrong-credentials', reasons: ['用户名或密码不正确'] }));
    expect((await caught(api.post('/api/session', {})))?.reasons).toEqual(['用户名或密码不正确']);
    expect(signInAgain).not.toHaveBeenCalled();
  });

  test('nobody who never signed in is asked to sign in again', async () => {
    connection.formToken = '';
    asked.mockResolvedValue(ended());
    expect((await caught(api.get('/api/x')))?.status).toBe(401);
    expect(signInAgain).not.toHaveBeenCalled();
  });
});

test('addresses leave out what is empty and repeat lists', () => {
  expect(address('/api/x', { a: '', b: undefined, c: ['1', '2'], d: false, e: 0 })).toBe('/api/x?c=1&c=2&d=false&e=0');
  expect(address('/api/x')).toBe('/api/x');
});
