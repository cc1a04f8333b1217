import { Input, Radio } from 'antd';
import { createContext, useContext } from 'react';
import type { ActOffer } from '#commons/casework/contract.ts';
import { CivilDate, type InputProps, TrafficLight, type Widgets } from '#workbench/kit/index.ts';
import { type ItemDetail, type MeasureSaid, measureStates } from '../item-contract.ts';
import { Mark } from './mark.tsx';

type Measure = ItemDetail['measures'][number];

/** The measures the report form is about; a context, so that a form in use keeps what is typed when they are read anew. */
export const MeasuresOfItem = createContext<readonly Measure[]>([]);

export const reportWidgets: Widgets = { measures: MeasureReport };

/** The report's form with its measures to be marked, where there are any. */
export function withMeasures(offer: ActOffer, measures: readonly Measure[]): ActOffer {
  const field = offer.fields.properties?.measures;
  if (offer.key !== 'report' || !field || measures.every(({ doneOn }) => doneOn)) return offer;
  const marked = { ...field, 'x-widget': 'measures', 'x-hint': '逐项标明到哪一步；这次没有变化的不用填。' };
  // Beside the text they belong to, before the files.
  const { measures: _, attachments, ...others } = offer.fields.properties ?? {};
  const properties = { ...others, measures: marked, ...(attachments && { attachments }) };
  return { ...offer, fields: { ...offer.fields, properties } };
}

interface Marked {
  readonly measureId: string;
  readonly state: MeasureSaid['state'];
  readonly line?: string;
}

/** One choice and one line for each measure that is not done yet; what is left alone is not sent. */
function MeasureReport({ id, value, onChange, describedBy }: InputProps) {
  const measures = useContext(MeasuresOfItem).filter(({ doneOn }) => !doneOn);
  const marks = Array.isArray(value) ? (value as readonly Marked[]) : [];
  const change = (measureId: string, to: Partial<Omit<Marked, 'measureId'>>) =>
    onChange(
      measures.flatMap((measure) => {
        const mark = marks.find((one) => one.measureId === measure.id);
        if (measure.id !== measureId) return mark ? [mark] : [];
        return [{ state: 'underway' as const, ...mark, ...to, measureId }];
      }),
    );
  return (
    <div className="measure-marks" id={id} aria-describedby={describedBy}>
      {measures.map((measure) => {
        const mark = marks.find(({ measureId }) => measureId === measure.id);
        return (
          <fieldset key={measure.id} className="bare">
            <legend>
              {measure.text}
              {measure.dueOn && (
                <span className="muted">
                  {' '}
                  <CivilDate on={measure.dueOn} />
                </span>
              )}
            </legend>
            <Radio.Group
              value={mark?.state}
              onChange={({ target }) => change(measure.id, { state: target.value })}
              options={Object.entries(measureStates).map(([state, label]) => ({ value: state, label }))}
            />
            <Input
              aria-label={`${measure.text}的说明`}
              placeholder={measure.said?.line ?? '一句话说明（选填）'}
              maxLength={200}
              value={mark?.line ?? ''}
              onChange={({ target }) => change(measure.id, { line: target.value })}
            />
          </fieldset>
        );
      })}
    </div>
  );
}

/** Where a measure stands: done and when, or its light and what was last reported. */
export function MeasureStanding({ measure: { unit, dueOn, doneOn, light, said } }: { readonly measure: Measure }) {
  return (
    <>
      <p className="muted">
        {unit}
        {dueOn && (
          <>
            {' · '}
            <CivilDate on={dueOn} />
          </>
        )}{' '}
        {doneOn ? (
          <Mark tone="good">
            <CivilDate on={doneOn} /> 完成
          </Mark>
        ) : (
          <>
            <Mark tone="doubt">{said ? measureStates[said.state] : '未报进展'}</Mark>
            {dueOn && <TrafficLight light={light} />}
          </>
        )}
      </p>
      {said?.line && <p className="muted">{said.line}</p>}
    </>
  );
}

/** What a report says of single measures. */
export function MeasuresSaid({ measures }: { readonly measures: readonly MeasureSaid[] }) {
  if (measures.length === 0) return null;
  return (
    <ul className="measures-said" aria-label="各项措施">
      {measures.map(({ text, state, line }) => (
        <li key={text}>
          {text}：<Mark tone={state === 'done' ? 'good' : 'doubt'}>{measureStates[state]}</Mark>
          {line && `，${line}`}
        </li>
      ))}
    </ul>
  );
}
