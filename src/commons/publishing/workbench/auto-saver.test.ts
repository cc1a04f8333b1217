import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { instant } from '#kernel/dates.ts';
import { ApiProblem } from '#workbench/kit/problem.ts';
import type { WorkingCopyDetail } from '../working-copy-contract.ts';
import { AGAIN_MS, AUTOSAVE_MS, AutoSaver, type CopyHandle, type SaveState } from './auto-saver.ts';

type Draft = Record<string, string>;
const AT = instant('2026-03-02T10:32:00+08:00');

/** The server as far as one working copy goes; `fail` is thrown by the next request, `lose` after it was done. */
function server() {
  const held = { version: 0, draft: {} as Draft, there: false };
  const next: { fail?: ApiProblem; lose?: ApiProblem } = {};
  const stale = () => new ApiProblem({ status: 409, code: 'stale' });
  const write = async (draft: Draft) => {
    const { fail, lose } = next;
    delete next.fail;
    delete next.lose;
    if (fail) throw fail;
    Object.assign(held, { version: held.version + 1, draft, there: true });
    if (lose) throw lose;
    return { id: 'copy', version: held.version, savedAt: AT };
  };
  const keeper = {
    begin: vi.fn(async (draft: Draft) => {
      if (held.there) throw stale();
      return write(draft);
    }),
    save: vi.fn(async (copy: CopyHandle, draft: Draft) => {
      if (!held.there) throw new ApiProblem({ status: 404, code: 'not-found' });
      if (copy.version !== held.version) throw stale();
      return write(draft);
    }),
    look: vi.fn(async () =>
      held.there
        ? ({ id: 'copy', version: held.version, draft: held.draft, savedAt: AT } as unknown as WorkingCopyDetail)
        : undefined,
    ),
    discard: vi.fn(async () => {
      held.there = false;
    }),
  };
  return { held, next, keeper };
}

function window(on: ReturnType<typeof server>, begun = {}) {
  const told: SaveState[] = [];
  return { told, saver: new AutoSaver<Draft>(on.keeper, (state) => told.push(state), begun) };
}
const kinds = (told: readonly SaveState[]) => told.map(({ kind }) => kind);
const offline = () => new ApiProblem({ status: 0, code: 'offline', reasons: ['暂时连不上服务器'] });

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('saving by itself', () => {
  it('waits for a rest in the typing, then sends the newest text once', async () => {
    const on = server();
    const { saver, told } = window(on);
    saver.change({ title: '一' });
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS - 1);
    saver.change({ title: '一二' });
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS - 1);
    expect(on.keeper.begin).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    expect(on.held).toMatchObject({ version: 1, draft: { title: '一二' } });
    expect(kinds(told)).toEqual(['waiting', 'waiting', 'saving', 'saved']);
  });

  it('sends what was typed while a request was under way after it', async () => {
    const on = server();
    const { saver } = window(on);
    saver.change({ title: '一' });
    const first = saver.flush();
    saver.change({ title: '一二' });
    await first;
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS);
    expect(on.held).toMatchObject({ version: 2, draft: { title: '一二' } });
    expect(saver.unsent).toBeUndefined();
  });

  it('tells a failure with its reason, keeps the text and catches up by itself', async () => {
    const on = server();
    const { saver, told } = window(on);
    on.next.fail = offline();
    saver.change({ title: '断网时写的' });
    await saver.flush();
    expect(told.at(-1)).toEqual({ kind: 'failed', reasons: ['暂时连不上服务器'] });
    expect(saver.unsent).toEqual({ title: '断网时写的' });
    await vi.advanceTimersByTimeAsync(AGAIN_MS);
    expect(on.held.draft).toEqual({ title: '断网时写的' });
    expect(told.at(-1)?.kind).toBe('saved');
  });

  it('knows its own text again when only the answer was lost', async () => {
    const on = server();
    const { saver, told } = window(on);
    on.next.lose = offline();
    saver.change({ title: '已到服务器' });
    await saver.flush();
    saver.change({ title: '接着写' });
    await saver.flush();
    expect(on.held.draft).toEqual({ title: '接着写' });
    expect(kinds(told)).not.toContain('elsewhere');
  });

  it('begins anew when its copy has been given up in another window', async () => {
    const on = server();
    const { saver } = window(on);
    saver.change({ title: '一' });
    await saver.flush();
    on.held.there = false;
    saver.change({ title: '一二' });
    await saver.flush();
    expect(on.held).toMatchObject({ there: true, draft: { title: '一二' } });
  });

  it('sends nothing more once it is stopped, and takes the copy away when asked to', async () => {
    const on = server();
    const { saver } = window(on);
    saver.change({ title: '一' });
    await saver.flush();
    saver.change({ title: '一二' });
    await saver.stop({ discard: true });
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS + AGAIN_MS);
    expect(on.held).toMatchObject({ there: false, draft: { title: '一' } });
  });
});

describe('two windows of one person', () => {
  it('the second overwrites nothing, says what the first has, and sends nothing until somebody chose', async () => {
    const on = server();
    const first = window(on);
    const second = window(on);
    first.saver.change({ title: '第一个窗口' });
    await first.saver.flush();
    second.saver.change({ title: '第二个窗口' });
    await second.saver.flush();
    expect(second.told.at(-1)).toMatchObject({ kind: 'elsewhere', theirs: { draft: { title: '第一个窗口' } } });
    second.saver.change({ title: '第二个窗口，接着写' });
    await vi.advanceTimersByTimeAsync(AUTOSAVE_MS + AGAIN_MS);
    expect(on.held.draft).toEqual({ title: '第一个窗口' });
  });

  it('by choice the text of this window is saved over the other', async () => {
    const on = server();
    const first = window(on);
    const second = window(on);
    first.saver.change({ title: '第一个窗口' });
    await first.saver.flush();
    second.saver.change({ title: '第二个窗口' });
    await second.saver.flush();
    const last = second.told.at(-1);
    if (last?.kind !== 'elsewhere') throw new Error('nothing was told');
    await second.saver.mine(last.theirs, { title: '第二个窗口' });
    expect(on.held.draft).toEqual({ title: '第二个窗口' });
    expect(second.told.at(-1)?.kind).toBe('saved');
  });

  it('read anew, a window takes its own parting text for its own', async () => {
    const on = server();
    const draft = { title: '离开时写的' };
    Object.assign(on.held, { there: true, version: 4, draft });
    const { saver, told } = window(on, { copy: { id: 'copy', version: 3 }, draft });
    saver.change({ title: '离开时写的，接着写' });
    await saver.flush();
    expect(kinds(told)).not.toContain('elsewhere');
    expect(on.held).toMatchObject({ draft: { title: '离开时写的，接着写' } });
  });
});
