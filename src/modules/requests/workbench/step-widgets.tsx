import { Select } from 'antd';
import { createContext, useContext } from 'react';
import { chineseDate } from '#kernel/dates.ts';
import { type InputProps, inputState, type Widgets } from '#workbench/kit/index.ts';
import type { RequestDetail } from '../detail-contract.ts';
import { PartsInput } from './parts-input.tsx';

const Here = createContext<RequestDetail | undefined>(undefined);

/** The request whose steps are taken below: what its pickers choose from. */
export const WithRequest = Here.Provider;

type Choices = (request: RequestDetail) => readonly { readonly value: string; readonly label: string }[];

/** A picker of something that belongs to the request; says what to do where there is nothing. */
function picker(choices: Choices, none: string) {
  return function RequestPicker({ id, value, onChange, invalid, describedBy }: InputProps) {
    const request = useContext(Here);
    return (
      <Select<string>
        id={id}
        {...inputState({ invalid, describedBy })}
        className="wide"
        placeholder="请选择"
        notFoundContent={none}
        showSearch={{ optionFilterProp: 'label' }}
        value={typeof value === 'string' ? value : null}
        options={request ? [...choices(request)] : []}
        onChange={(chosen) => onChange(chosen ?? undefined)}
      />
    );
  };
}

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
  'letter-sent': picker(
    ({ letters }) =>
      letters
        .filter(({ state, deliveredOn }) => state === 'sent' && !deliveredOn)
        .map(({ id, label, number }) => ({ value: id, label: `${label}（${number}）` })),
    '没有已经发出、还没有登记送达的文书',
  ),
  consultation: picker(
    ({ consultations }) =>
      consultations
        .filter(({ answeredOn, closedOn }) => !answeredOn && !closedOn)
        .map(({ id, party, sentOn }) => ({ value: id, label: `${party}（${chineseDate(sentOn)}发出）` })),
    '没有正在征求的意见',
  ),
  'request-of-applicant': picker(
    ({ others }) =>
      others.map(({ id, number, arrivedOn }) => ({ value: id, label: `${number}（${chineseDate(arrivedOn)}）` })),
    '该申请人没有其他申请',
  ),
};
