import { Block, ChangedText, CivilDate, Facts, Verbatim } from '#workbench/kit/index.ts';
import { WANTED_CHANNELS, WANTED_FORMS } from '../../contract.ts';
import type { PanelProps } from '../panels.ts';

/** What was asked, verbatim, and what the applicant added on being asked: nothing of the first text is changed. */
export function Asked({ request }: PanelProps) {
  const { description, replacements, corrections, wantedForm, wantedChannel, reliefReason } = request;
  return (
    <Block title="申请内容">
      <Verbatim from="申请人原文">
        <span className="as-typed">{description}</span>
      </Verbatim>
      {replacements.map(({ id, on, difference }) => (
        <Verbatim
          key={id}
          from={
            <>
              <CivilDate on={on} /> 申请人在确认收到以前更正，代替上面的内容（划线的删去，标出的加上）
            </>
          }
        >
          <span className="as-typed">
            <ChangedText segments={difference} />
          </span>
        </Verbatim>
      ))}
      {corrections.map(({ on, text }) => (
        <Verbatim
          key={`${on} ${text}`}
          from={
            <>
              <CivilDate on={on} /> 补正
            </>
          }
        >
          <span className="as-typed">{text}</span>
        </Verbatim>
      ))}
      <Facts
        facts={[
          ['获取方式', WANTED_FORMS[wantedForm as keyof typeof WANTED_FORMS]],
          ['获取途径', WANTED_CHANNELS[wantedChannel as keyof typeof WANTED_CHANNELS]],
          ['申请减免费用', reliefReason],
        ]}
      />
    </Block>
  );
}
