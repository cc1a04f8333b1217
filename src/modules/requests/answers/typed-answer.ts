import { misleading } from '#platform/text-guard.ts';
import type { AnswerKindDef } from './answer-kinds.ts';
import { GRADES } from './contract.ts';
import type { Said } from './saying.ts';

/** As somebody typed it, every field a text. */
export type TypedAnswer = Readonly<Record<'text' | 'voucher' | 'grade', string>>;

/** Everything that is wrong, a sentence for each field. */
export function answerErrors({ fields }: AnswerKindDef, typed: TypedAnswer): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const { name, label, required, most } of fields) {
    const value = typed[name];
    const hidden = misleading(value);
    if (required && value === '') errors[name] = name === 'grade' ? `请选择${label}` : `请填写${label}`;
    else if (name === 'grade' && !isGrade(value)) errors[name] = `请选择${label}`;
    else if (name === 'text' && value !== '' && [...value].length < 2) errors[name] = `${label}太短，请写清楚`;
    else if ([...value].length > most) errors[name] = `${label}最多${most}个字`;
    else if (name === 'voucher' && /[\r\n]/.test(value)) errors[name] = `${label}请写在一行里`;
    if (hidden) errors[name] ??= `${label}里${hidden}`;
  }
  return errors;
}

const isGrade = (value: string): boolean => /^[1-5]$/.test(value) && Number(value) <= GRADES.length;

/** Only what its kind has, and what was typed. */
export function answerOf({ fields }: AnswerKindDef, typed: TypedAnswer): Pick<Said, 'text' | 'voucher' | 'grade'> {
  const has = (name: keyof TypedAnswer) => typed[name] !== '' && fields.some((field) => field.name === name);
  return {
    ...(has('text') && { text: typed.text }),
    ...(has('voucher') && { voucher: typed.voucher }),
    ...(has('grade') && { grade: Number(typed.grade) }),
  };
}
