import type { DemoRequest, Happening, Rated } from './case.ts';

/** What people who were answered on the web say of it, by turns; most say nothing more than the grade. */
const SAID: readonly Rated['rated'][] = [
  { grade: 1 },
  { grade: 2 },
  { grade: 1, text: '答复比承诺的时间早。' },
  { grade: 3 },
  { grade: 2 },
  { grade: 1 },
  { grade: 4, text: '答复引用的条文看不懂，希望说得明白一些。' },
  { grade: 2, text: '材料齐全，谢谢。' },
];

/** Of a request answered on the web, with its rating: two of three rate, a working day or two after the answer; every bad one is called back. */
export function withRating(request: DemoRequest, nth: number): DemoRequest {
  const { happened = [], channel } = request;
  const reply = happened.at(-1);
  if (channel !== 'web' || nth % 3 === 2 || !isReply(reply)) return request;
  const rated = SAID[nth % SAID.length] ?? { grade: 2 };
  const rating: Happening = {
    on: reply.on + 1 + (nth % 2),
    rated,
    ...(rated.grade >= 4 && {
      calls: [
        {
          after: 1,
          outcome: 'explained',
          words: '电话逐条解释了答复所依据的条文和救济途径，申请人表示理解；已提醒承办单位用通俗的话说明理由。',
        },
      ],
    }),
  };
  return { ...request, happened: [...happened, rating] };
}

const isReply = (one: Happening | undefined): one is Happening & { readonly letter: { readonly kind: 'reply' } } =>
  one !== undefined && 'letter' in one && one.letter.kind === 'reply';
