import { expect, test } from 'vitest';
import { checkCitizenId, checkCreditCode } from '#kernel/identifiers.ts';
import { EARLIER_REPLY } from './case.ts';
import { demoRequests, yearOfRequests } from './index.ts';

test('the same seed gives the same year, another gives another', () => {
  expect(yearOfRequests(40, 7)).toEqual(yearOfRequests(40, 7));
  expect(yearOfRequests(40, 7)).not.toEqual(yearOfRequests(40, 8));
});

test('two thousand applicants have numbers that are made and that a form accepts', () => {
  for (const { applicant } of yearOfRequests(2_000)) {
    const { applicantKind, idNumber = '', creditCode = '' } = applicant;
    const citizen = applicantKind === 'citizen';
    expect([idNumber, creditCode, citizen ? checkCitizenId(idNumber) : checkCreditCode(creditCode)]).toEqual([
      idNumber,
      creditCode,
      undefined,
    ]);
  }
});

test('whoever is told that they ask again has been answered the same before', () => {
  const repeated = demoRequests.filter((one) => JSON.stringify(one.happened ?? []).includes(EARLIER_REPLY));
  expect(repeated).toHaveLength(2);
  for (const { ago, asks, applicant } of repeated)
    expect(demoRequests.some((one) => one.asks === asks && one.applicant === applicant && one.ago >= ago + 40)).toBe(
      true,
    );
});
