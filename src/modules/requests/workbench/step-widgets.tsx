import { Select } from 'antd';
import { createContext, useContext } from 'react';
import { chineseDate } from '#kernel/dates.ts';
import { type InputProps, inputState, useRead, type Widgets } from '#workbench/kit/index.ts';
import type { ConsultationLine, LetterLine, RequestDetail } from '../detail-contract.ts';
import type { RelatedRequests } from '../related/contract.ts';
import { PartsInput } from './parts-input.tsx';

const Here = createContext<RequestDetail | undefined>(undefined);

/** The request whose steps are taken below: what its pickers choose from. */
export const WithRequest = Here.Provider;

type Choices = (request: RequestDetail) => readonly { readonly value: string; readonly label: string }[];

/** A picker of something that belongs to the request; says what to do where there is nothing. */
function picker(choices: Choices, none: string) {
  return function RequestPicker(props: InputProps) {
    const request = useContext(Here);
    return <Picker {...props} choices={request ? choices(request) : []} none={none} />;
  };
}

function Picker({
  id,
  value,
  onChange,
  invalid,
  describedBy,
  choices,
  none,
}: InputProps & { readonly choices: ReturnType<Choices>; readonly none: string }) {
  return (
    <Select<string>
      id={id}
      {...inputState({ invalid, describedBy })}
      className="wide"
      placeholder="请选择"
      notFoundContent={none}
      showSearch={{ optionFilterProp: 'label' }}
      value={typeof value === 'string' ? value : null}
      options={[...choices]}
      onChange={(chosen) => onChange(chosen ?? undefined)}
    />
  );
}

/** Another request of the same applicant. */
function OfApplicant(props: InputProps) {
  const request = useContext(Here);
  const { data } = useRead<RelatedRequests>(`/api/requests/${request?.id}/related`);
  const choices = (data?.sameApplicant ?? []).map(({ id, number, arrivedOn }) => ({
    value: id,
    label: `${number}（${chineseDate(arrivedOn)}）`,
  }));
  return <Picker {...props} choices={choices} none="该申请人没有其他申请" />;
}

function consultationPicker(wanted: (one: ConsultationLine) => boolean, none: string) {
  return picker(
    ({ consultations }) =>
      consultations
        .filter(wanted)
        .map(({ id, party, sentOn }) => ({ value: id, label: `${party}（${chineseDate(sentOn)}发出）` })),
    none,
  );
}
const named = ({ id, label, number }: LetterLine) => ({ value: id, label: `${label}（${number}）` });
const out: Choices = ({ letters }) =>
  letters.filter(({ state, deliveredOn, returnedOn }) => state === 'sent' && !deliveredOn && !returnedOn).map(named);

/** Inputs of the steps of a request, by their `x-widget` (`step-fields.ts`). */
export const stepWidgets: Widgets = {
  'request-parts': PartsInput,
  'letter-draft': picker(
    ({ letters }) =>
      letters
        .filter(({ state }) => state === 'draft')
        .map(({ id, label, draftedBy }) => ({ value: id, label: `${label}（${draftedBy}拟写）` })),
    '还没有文书草稿，请先拟写文书',
  ),
  'letter-sent': picker(out, '没有已经发出、还没有登记送达的文书'),
  'letter-out': picker(out, '没有已经发出、还没有登记送达的文书'),
  'letter-returned': picker(
    ({ letters }) => letters.filter(({ returnedOn }) => returnedOn).map(named),
    '没有被退回、等待重新发出的文书',
  ),
  consultation: consultationPicker(({ answeredOn, closedOn }) => !answeredOn && !closedOn, '没有正在征求的意见'),
  'consultation-any': consultationPicker(() => true, '没有征求过意见'),
  'consultation-over': consultationPicker(
    ({ answeredOn, closedOn }) => answeredOn !== null || closedOn !== null,
    '没有已经结束的征求意见',
  ),
  'request-of-applicant': OfApplicant,
};
