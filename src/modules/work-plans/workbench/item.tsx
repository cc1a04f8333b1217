import { Mark } from './mark.tsx';
import { Link, useParams } from 'react-router';
import type { MatterDetail } from '#commons/casework/contract.ts';
import {
  Block,
  CivilDate,
  Countersigns,
  MatterDue,
  Facts,
  Loaded,
  Neighbours,
  NextMatter,
  Nothing,
  OtherActs,
  Page,
  StateTag,
  StepButtons,
  TrafficLight,
  UnitTag,
  useRead,
  useSeen,
  Watch,
  Verbatim,
} from '#workbench/kit/index.ts';
import { dueBases } from '../import-contract.ts';
import { type ItemDetail, rhythmLabels } from '../item-contract.ts';
import { MeasureStanding, MeasuresOfItem, reportWidgets, withMeasures } from './measure-report.tsx';
import { EvaluationEntry } from './plan-evaluations.tsx';
import { Reports, WORK_REFRESH } from './reports.tsx';

/** The work on one item: its steps, its units, measures, reports, notices, extensions. The matter's own page has the history and the files. */
export default function ItemScreen() {
  const { id = '' } = useParams();
  const item = useRead<ItemDetail>(`/api/work-items/${id}`);
  const matter = useRead<MatterDetail>(`/api/matters/${id}`);
  return (
    <Loaded query={item} title="任务专页">
      {(work) => (
        <Loaded query={matter} title="任务专页">
          {(detail) => <Item key={id} work={work} detail={detail} />}
        </Loaded>
      )}
    </Loaded>
  );
}

function Item({ work, detail }: { readonly work: ItemDetail; readonly detail: MatterDetail }) {
  useSeen(detail);
  const steps = detail.steps
    .filter(({ key }) => !besideTheirRow(work).includes(key))
    .sort((a, b) => Number(SELDOM.includes(a.key)) - Number(SELDOM.includes(b.key)));
  return (
    <Page
      title={work.number ? `${work.number}. ${work.title}` : work.title}
      crumbs={[
        { label: '工作要点', to: '/work-plans' },
        { label: work.plan.title, to: `/work-plans/${work.plan.id}` },
        { label: work.section },
      ]}
      lead={<Standing work={work} detail={detail} />}
      actions={
        <>
          <Link to={`/matters/${work.id}`}>事项页（流转记录、材料）</Link>
          <Watch detail={detail} />
          <NextMatter after={work.id} />
          <Neighbours />
        </>
      }
    >
      <div className="beside">
        <div>
          <NoticesToAnswer work={work} />
          <Block title={detail.matter.task ?? '可以办理'}>
            {steps.length > 0 ? (
              <MeasuresOfItem value={work.measures}>
                <StepButtons
                  offers={steps.map((offer) => withMeasures(offer, work.measures))}
                  version={detail.matter.version}
                  refresh={WORK_REFRESH}
                  widgets={reportWidgets}
                />
              </MeasuresOfItem>
            ) : (
              <p className="muted">
                {detail.matter.waitsFor ? `现在等待${detail.matter.waitsFor}办理。` : '没有需要您办的步骤。'}
              </p>
            )}
          </Block>
          <Countersigns detail={detail} />
          <Measures work={work} />
          <Block title="进展报告" count={work.reports.length}>
            <Reports reports={work.reports} empty="还没有报告过进展" />
          </Block>
          {work.evaluations.length > 0 && (
            <Block title="执行效果评估" count={work.evaluations.length}>
              <ul className="entries">
                {work.evaluations.map((one) => (
                  <EvaluationEntry key={one.id} evaluation={one} />
                ))}
              </ul>
            </Block>
          )}
        </div>
        <div>
          <Block title="任务内容">
            <p className="as-typed">{work.text || work.title}</p>
            {work.annotations.length > 0 && <Verbatim from="原文标注">{work.annotations.join('\n')}</Verbatim>}
            {work.openClasses.map(({ text, personName }) => (
              <p key={text}>
                <Mark tone="doubt">待明确</Mark>「{text}」由{personName}明确
              </p>
            ))}
          </Block>
          <Units detail={detail} />
          <Notices work={work} />
          <Extensions work={work} />
          <OtherActs detail={detail} />
        </div>
      </div>
    </Page>
  );
}

/** What the screen does not put first, whatever the order of the workflow. */
const SELDOM: readonly string[] = ['changeMeasures', 'requestExtension', 'narrow', 'transferLead', 'cancel'];

/** Steps that stand beside what they are about, and those about something that is not there. */
function besideTheirRow({ extensions, openClasses }: ItemDetail): string[] {
  const asked = extensions.some(({ granted }) => granted === null);
  return [
    'acceptReport',
    'returnReport',
    'answerSupervision',
    ...(asked ? [] : ['approveExtension', 'refuseExtension']),
    ...(openClasses.length > 0 ? [] : ['narrow']),
  ];
}

function Standing({ work, detail: { matter, clock } }: { readonly work: ItemDetail; readonly detail: MatterDetail }) {
  return (
    <Facts
      facts={[
        ['编号', matter.number],
        ['状态', <StateTag key="state" label={matter.stateLabel} done={matter.closedOn !== null} />],
        ['期限', <MatterDue key="due" detail={{ matter, clock }} />],
        ['期限依据', dueBases[work.dueBasis]],
        [
          '原期限',
          work.firstDueOn && work.firstDueOn !== matter.dueOn ? <CivilDate key="first" on={work.firstDueOn} /> : null,
        ],
        ['报告周期', work.rhythm && rhythmLabels[work.rhythm]],
        ['下次报告', work.nextReportOn && <CivilDate key="next" on={work.nextReportOn} />],
        ['承办人', matter.assignee?.name],
      ]}
    />
  );
}

function Units({ detail }: { readonly detail: MatterDetail }) {
  return (
    <Block title="单位" count={detail.units.length}>
      <ul className="entries">
        {detail.units.map((part) => (
          <li key={part.unit.id}>
            <p className="entry-head">
              <UnitTag name={part.unit.name} part={part.partLabel} />
              {part.doneOn && (
                <span>
                  <CivilDate on={part.doneOn} /> 完成
                </span>
              )}
              {part.release && <StepButtons compact offers={[part.release]} refresh={WORK_REFRESH} />}
            </p>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Measures({ work }: { readonly work: ItemDetail }) {
  return (
    <Block title="措施" count={work.measures.length}>
      {work.measures.length === 0 && <Nothing words="牵头单位还没有分解措施" />}
      <ul className="entries">
        {work.measures.map((one) => (
          <li key={one.id}>
            <p>{one.text}</p>
            <MeasureStanding measure={one} />
          </li>
        ))}
      </ul>
    </Block>
  );
}

type Notice = ItemDetail['notices'][number];

/** What one's own unit has been asked to answer stands before everything else. */
function NoticesToAnswer({ work }: { readonly work: ItemDetail }) {
  const waiting = work.notices.filter(({ offers }) => offers.length > 0);
  if (waiting.length === 0) return null;
  return (
    <Block title="督办通知等您单位答复" count={waiting.length}>
      <ul className="entries">
        {waiting.map((notice) => (
          <li key={notice.id}>
            <NoticeText notice={notice} />
            <StepButtons offers={notice.offers} version={work.version} refresh={WORK_REFRESH} />
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Notices({ work }: { readonly work: ItemDetail }) {
  const others = work.notices.filter(({ offers }) => offers.length === 0);
  if (others.length === 0) return null;
  return (
    <Block title="督办通知" count={others.length}>
      <ul className="entries">
        {others.map((notice) => (
          <li key={notice.id}>
            <NoticeText notice={notice} />
            {notice.reply && <Verbatim from={notice.unit}>{notice.reply}</Verbatim>}
          </li>
        ))}
      </ul>
    </Block>
  );
}

function NoticeText({ notice }: { readonly notice: Notice }) {
  return (
    <>
      <p className="entry-head">
        <strong>{notice.number}</strong>
        <UnitTag name={notice.unit} />
        {notice.repliedOn ? <Mark tone="good">已答复</Mark> : <TrafficLight light={notice.light} />}
      </p>
      <p className="as-typed">{notice.demand}</p>
      <p className="muted">
        {notice.issuedBy} · <CivilDate on={notice.issuedOn} />
        ，请于 <CivilDate on={notice.replyBy} /> 前答复
      </p>
    </>
  );
}

function Extensions({ work }: { readonly work: ItemDetail }) {
  if (work.extensions.length === 0) return null;
  return (
    <Block title="延期" count={work.extensions.length}>
      <ul className="entries">
        {work.extensions.map((one) => (
          <li key={one.id}>
            <p className="entry-head">
              <CivilDate on={one.fromOn} /> → <CivilDate on={one.toOn} />
              <Mark tone={one.granted === null ? 'doubt' : one.granted ? 'good' : 'bad'}>
                {one.granted === null ? '待决定' : one.granted ? '已批准' : '未同意'}
              </Mark>
            </p>
            <p className="as-typed">{one.reason}</p>
            <p className="muted">
              {one.askedBy}申请{one.decidedBy && `；${one.decidedBy}：${one.opinion ?? ''}`}
            </p>
          </li>
        ))}
      </ul>
    </Block>
  );
}
