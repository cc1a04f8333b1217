import type { RequestContent } from '../contract.ts';

// Proof of identity (条例第二十九条第一项): what of it an application came without. Pure: the browser imports this file.

/** What an application says of who asks and who acts for them. */
export type Identity = Partial<
  Pick<
    RequestContent,
    'applicantKind' | 'idKind' | 'idNumber' | 'creditCode' | 'agentName' | 'agentIdKind' | 'agentIdNumber'
  >
>;

/** What is missing, in the words of the form; empty where identity is proven. */
export function identityMissing(content: Identity): readonly string[] {
  const own =
    content.applicantKind === 'organisation'
      ? { given: content.creditCode, words: '统一社会信用代码' }
      : { given: content.idKind && content.idNumber, words: '身份证明（证件类型和号码）' };
  return [
    ...(own.given?.trim() ? [] : [own.words]),
    ...(content.agentName?.trim() && !(content.agentIdKind && content.agentIdNumber?.trim())
      ? ['代理人的身份证明']
      : []),
  ];
}
