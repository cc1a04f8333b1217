import { Tabs } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import type { MatterDetail } from '#commons/casework/contract.ts';
import {
  Block,
  CivilDate,
  Countersigns,
  Facts,
  Loaded,
  MatterDue,
  Neighbours,
  NextMatter,
  OtherActs,
  Owed,
  Page,
  Present,
  StateTag,
  StepButtons,
  StepTarget,
  Timeline,
  UnitTag,
  restrictedWords,
  useRead,
  useSeen,
  Watch,
} from '#workbench/kit/index.ts';
import { CHANNELS, type Channel } from '../contract.ts';
import type { RequestDetail } from '../detail-contract.ts';
import { SENSITIVE } from '../sensitive/contract.ts';
import './requests.css';
import { LetterUnderWay } from './letter-under-way.tsx';
import { requestPanels } from './panels.ts';
import { REQUEST_REFRESH } from './row-steps.tsx';
import { stepWidgets, WithRequest } from './step-widgets.tsx';

/** One request: what was asked, where it stands, what may be done, what was said to anybody about it. */
export default function RequestScreen() {
  const { id = '' } = useParams();
  const request = useRead<RequestDetail>(`/api/requests/${id}`);
  const matter = useRead<MatterDetail>(`/api/matters/${id}`);
  return (
    <Loaded query={request} title="申请">
      {(asked) => (
        <Loaded query={matter} title="申请">
          {(detail) => <Request key={id} request={asked} matter={detail} />}
        </Loaded>
      )}
    </Loaded>
  );
}

interface Shown {
  readonly request: RequestDetail;
  readonly matter: MatterDetail;
}

function Request({ request, matter }: Shown) {
  const [search, setSearch] = useSearchParams();
  const seen = useSeen(matter);
  return (
    <Page
      title={matter.matter.title}
      crumbs={[{ label: '依申请公开', to: '/requests' }, { label: matter.matter.number }]}
      lead={<Standing request={request} matter={matter} />}
      actions={
        <>
          <Link to={`/matters/${request.id}?sheet=materials`}>事项页（材料和关联事项）</Link>
          <Watch detail={matter} />
          <NextMatter after={request.id} />
          <Neighbours />
        </>
      }
    >
      <Present matterId={request.id} />
      <Tabs
        activeKey={search.get('sheet') ?? 'handling'}
        onChange={(sheet) => setSearch(sheet === 'handling' ? {} : { sheet }, { replace: true })}
        items={[
          { key: 'handling', label: '办理', children: <Handling request={request} matter={matter} /> },
          {
            key: 'history',
            label: `流转记录（${matter.timeline.length}）`,
            children: <Timeline entries={matter.timeline} seen={seen} />,
          },
        ]}
      />
    </Page>
  );
}

function Standing({ request, matter: { matter, clock, restrictedTo } }: Shown) {
  return (
    <Facts
      facts={[
        ['编号', matter.number],
        ['状态', <StateTag key="state" label={matter.stateLabel} done={matter.closedOn !== null} />],
        // Until it is confirmed the period of the reply has not begun: what runs is the office's day for confirming it.
        [request.confirmedOn ? '答复期限' : '确认期限', <MatterDue key="due" detail={{ matter, clock }} />],
        ['本环节', matter.target && <StepTarget key="goal" target={matter.target} />],
        ['收到申请之日', request.confirmedOn ? <CivilDate key="on" on={matter.receivedOn} /> : '待确认'],
        ['渠道', CHANNELS[request.channel as Channel]],
        ['承办', <UnitTag key="lead" name={matter.leadUnit.name} />],
        ['承办人', matter.assignee?.name],
        ['等待', matter.waitsFor],
        ['答复类型', request.replyKindLabel],
        ['逾期原因', request.lateReason],
        ['重大敏感', request.sensitive && SENSITIVE[request.sensitive]],
        ['知悉范围', restrictedWords(restrictedTo)],
      ]}
    />
  );
}

function Handling({ request, matter }: Shown) {
  const placed = (place: 'main' | 'side') =>
    requestPanels
      .filter((panel) => panel.place === place)
      .map(({ key, element: Panel }) => <Panel key={key} request={request} matter={matter} />);
  return (
    <div className="beside">
      <div>
        <Steps request={request} matter={matter} />
        <Countersigns detail={matter} />
        {placed('main')}
      </div>
      <div>
        {placed('side')}
        <OtherActs detail={matter} />
      </div>
    </div>
  );
}

/** Steps about the request as a whole, above what they are about; those about one letter or one consultation stand beside it. */
function Steps({ request, matter }: Shown) {
  const beside = new Set(requestPanels.flatMap(({ steps = [] }) => steps));
  const offers = matter.steps
    .filter(({ key }) => !hasNoPlace(key, { request, matter }))
    .filter(({ key, refusals }) => !beside.has(key) && !(refusals.length > 0 && WHEN_AWAITED.includes(key)))
    .sort((a, b) => Number(SELDOM.includes(a.key)) - Number(SELDOM.includes(b.key)));
  return (
    <Block title={matter.matter.task ?? '可以办理'}>
      <Owed detail={matter} />
      <HandedBack matter={matter} />
      <LetterUnderWay request={request} />
      <WithRequest value={request}>
        {offers.length > 0 ? (
          <StepButtons
            offers={offers}
            version={matter.matter.version}
            refresh={REQUEST_REFRESH}
            widgets={stepWidgets}
            seldom={matter.matter.state === 'processing' ? [...SELDOM, 'assign'] : SELDOM}
          />
        ) : (
          <p className="muted">
            {matter.matter.waitsFor
              ? `现在等待${matter.matter.waitsFor}办理，您没有需要办的步骤。`
              : '这一申请没有需要您办的步骤。'}
          </p>
        )}
      </WithRequest>
    </Block>
  );
}

/** Why the unit it was assigned to gave it back, and how often that has happened: beside the act of assigning it anew. */
function HandedBack({ matter: { matter, timeline } }: Pick<Shown, 'matter'>) {
  const back = timeline.findLast(({ action }) => action === 'request.handBack');
  if (matter.state !== 'accepted' || !back) return null;
  return (
    <div className="handed-back">
      <p>
        <strong>{back.unit ?? '承办单位'}退回分办</strong> <CivilDate on={back.legalDate} />
      </p>
      {/* The unit is told by the heading. */}
      <Facts facts={back.fields.filter(({ value }) => value !== back.unit).map(({ label, value }) => [label, value])} />
    </div>
  );
}

/** What only has a place while the applicant is waited for; at other times nobody needs to be told that it is not. */
const WHEN_AWAITED: readonly string[] = ['correct', 'supplement', 'payFee'];
/** What takes away a mark that is not there, and sets one that is. */
const hasNoPlace = (key: string, { request, matter }: Shown): boolean =>
  (key === 'unrestrict' && matter.restrictedTo === null) ||
  (key === 'unmarkSensitive' && request.sensitive === null) ||
  (key === 'markSensitive' && request.sensitive !== null);

/** What the screen does not put first, whatever the order of the workflow. While an office works on it, neither is passing it to another. */
const SELDOM: readonly string[] = [
  'merge',
  'handBack',
  'withdraw',
  'reopen',
  'rejectLetter',
  'decideRelief',
  'restrict',
  'unrestrict',
  'markSensitive',
  'unmarkSensitive',
  'declineLetter',
];
