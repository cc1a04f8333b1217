import { describe, expect, it } from 'vitest';
import { localDate } from '#kernel/dates.ts';
import { contentHashOf, isAsSigned, withdrawalHash } from './content-hash.ts';
import type { Content } from './contract.ts';

const typed: Content = {
  title: '关于加强药品网络销售监督检查的通知',
  issuingUnitId: '00000000-0000-4000-8000-000000000001',
  formedOn: '2026-03-02',
  columnKey: 'announcements',
  disclosure: 'active',
  opennessClass: 'management',
  bodyHtml: '<p>通知如下。</p>',
  data: {},
};
/** What the row gives back: a list nobody gave is an empty one. */
const kept: Content = { ...typed, attachments: [], media: [], relations: [] };

describe('the hash signatures bind to', () => {
  it('changes with what the public is told about the correction', () => {
    const told = (reason: string | null) => contentHashOf('sm3', 2, typed, reason);
    expect(new Set([told(null), told(''), told('批号有误'), told('批号有误。')]).size).toBe(4);
  });

  it.each([
    ['nothing given', typed],
    ['empty lists given', kept],
    ['one of them', { ...typed, relations: [] }],
  ])('of edition 1 still verifies: %s', (_, content) => {
    const contentHash = contentHashOf('sha256', 1, content, null);
    expect(isAsSigned({ contentHash, hashVersion: 1, content: kept, correctionReason: null })).toBe(true);
    const altered = { ...kept, title: '另一个标题' };
    expect(isAsSigned({ contentHash, hashVersion: 1, content: altered, correctionReason: null })).toBe(false);
  });

  it('of edition 2 does not verify with another reason, nor as edition 1', () => {
    const contentHash = contentHashOf('sm3', 2, typed, '批号有误');
    const standing = { contentHash, hashVersion: 2, content: kept, correctionReason: '批号有误' };
    expect(isAsSigned(standing)).toBe(true);
    expect(isAsSigned({ ...standing, correctionReason: '例行更新' })).toBe(false);
    expect(isAsSigned({ ...standing, changedOn: localDate('2026-03-02') })).toBe(false);
    expect(isAsSigned({ ...standing, hashVersion: 1 })).toBe(false);
  });

  it('of a withdrawal covers text, kind and reason', () => {
    const hashes = [
      withdrawalHash('sm3', 'sm3:aa', 'error', '有误'),
      withdrawalHash('sm3', 'sm3:ab', 'error', '有误'),
      withdrawalHash('sm3', 'sm3:aa', 'other', '有误'),
      withdrawalHash('sm3', 'sm3:aa', 'error', '有误。'),
    ];
    expect(new Set(hashes).size).toBe(4);
  });
});
