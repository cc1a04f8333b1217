import { Button, Select } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import {
  api,
  Block,
  ChinaTime,
  type DrawerForm,
  Facts,
  FormDrawer,
  Loaded,
  Moment,
  Nothing,
  Page,
  StateTag,
  useRead,
  useWrite,
} from '#workbench/kit/index.ts';
import type { DocumentLine } from '../document-contract.ts';
import { SET_STATES, type SetDetail, type SetMember, SetReason, SetRelease, SetSchedule } from '../sets/contract.ts';
import './publishing.css';

const RENEWS = ['/api/release-sets', '/api/documents', '/api/todo'];

/** One set with its readiness board: what each document still needs, and the order to let all out. */
export default function ReleaseSet() {
  const { id = '' } = useParams();
  const read = useRead<SetDetail>(`/api/release-sets/${id}`);
  return (
    <Loaded query={read} title="发布组">
      {(set) => (
        <Page
          title={set.title}
          crumbs={[{ label: '发布组', to: '/release-sets' }, { label: set.title }]}
          lead={
            <Facts
              facts={[
                ['状态', <StateTag key="state" label={SET_STATES[set.state]} done={set.state === 'released'} />],
                ['为什么同步', set.reason],
                ['建立', set.madeBy],
                [
                  set.releasedAt ? '发布时间' : '定于',
                  (set.releasedAt ?? set.releaseAt) && <Moment key="at" at={set.releasedAt ?? set.releaseAt} />,
                ],
                [
                  '没有发出',
                  set.failure && (
                    <strong key="failure" className="bad">
                      {set.failure}
                    </strong>
                  ),
                ],
              ]}
            />
          }
        >
          <Board set={set} />
          <Orders set={set} />
        </Page>
      )}
    </Loaded>
  );
}

function Board({ set }: { readonly set: SetDetail }) {
  const { memberList, mayChange, id, version } = set;
  const change = useWrite(
    (members: { readonly add: string[]; readonly remove: string[] }) =>
      api.post(`/api/release-sets/${id}/members`, { version, ...members }),
    { refresh: RENEWS },
  );
  return (
    <Block title={set.ready ? '备齐情况：全部备齐' : '备齐情况'} count={memberList.length}>
      {memberList.length === 0 && <Nothing words="还没有文件" />}
      {memberList.length > 0 && (
        <div className="lines lines-stacked">
          <table>
            <caption className="unseen">发布组里的文件</caption>
            <thead>
              <tr>
                <th scope="col">文件</th>
                <th scope="col">类别</th>
                <th scope="col">状态</th>
                <th scope="col">还缺什么</th>
                {mayChange && <th scope="col">操作</th>}
              </tr>
            </thead>
            <tbody>
              {memberList.map((member) => (
                <Member
                  key={member.documentId}
                  member={member}
                  {...(mayChange && { takeOut: () => change.mutate({ add: [], remove: [member.documentId] }) })}
                  done={set.state === 'released'}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {mayChange && <PutIn add={(documentId) => change.mutate({ add: [documentId], remove: [] })} />}
    </Block>
  );
}

function Member({
  member: { documentId, title, indexNumber, typeLabel, stateLabel, unitName, missing },
  takeOut,
  done,
}: {
  readonly member: SetMember;
  readonly takeOut?: () => void;
  readonly done: boolean;
}) {
  return (
    <tr>
      <th scope="row">
        <Link to={`/documents/${documentId}`}>{title}</Link>
        <div className="muted">
          {indexNumber}　{unitName}
        </div>
      </th>
      <td data-label="类别">{typeLabel}</td>
      <td data-label="状态">{stateLabel}</td>
      <td data-label="还缺什么">
        {missing.length === 0 ? (
          done ? (
            '已公开'
          ) : (
            '已备齐'
          )
        ) : (
          <ul className="set-missing">
            {missing.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
      </td>
      {takeOut && (
        <td data-label="操作">
          <Button size="small" aria-label={`把${title}移出`} onClick={takeOut}>
            移出
          </Button>
        </td>
      )}
    </tr>
  );
}

function PutIn({ add }: { readonly add: (documentId: string) => void }) {
  const [typed, setTyped] = useState('');
  const found = useRead<{ readonly rows: readonly DocumentLine[] }>(
    '/api/documents',
    { size: 20, page: 1, ...(typed ? { q: typed } : {}) },
    { keep: true },
  );
  return (
    <p>
      <Select<string>
        className="wide"
        aria-label="加入文件"
        placeholder="加入文件：输入标题、文号或索引号查找"
        value={null as unknown as string}
        notFoundContent="没有符合的文件"
        loading={found.isFetching}
        showSearch={{ filterOption: false, onSearch: setTyped }}
        options={(found.data?.rows ?? [])
          .filter(({ closed }) => !closed)
          .map((row) => ({ value: row.id, label: `${row.title}（${row.indexNumber}，${row.stateLabel}）` }))}
        onChange={add}
      />
    </p>
  );
}

/** What may be ordered of the whole set. */
function Orders({ set }: { readonly set: SetDetail }) {
  const [form, setForm] = useState<DrawerForm>();
  const path = (verb: string) => `/api/release-sets/${set.id}/${verb}`;
  const fixed = { version: set.version };
  const order = (title: string, consequence: string, at: boolean): DrawerForm => ({
    title,
    schema: at ? SetSchedule : SetRelease,
    path: path(at ? 'schedule' : 'release'),
    fixed,
    submitLabel: title,
    done: `已${title}`,
    consequence,
  });
  const because = (title: string, verb: string, consequence: string): DrawerForm => ({
    title,
    schema: SetReason,
    path: path(verb),
    fixed,
    submitLabel: title,
    done: `已${title}`,
    consequence,
  });
  const open = set.state === 'gathering' || set.state === 'scheduled';
  if (!open || (!set.mayRelease && !set.mayChange)) return null;
  return (
    <Block title="办理">
      <p className="buttons">
        {set.mayRelease && set.state === 'gathering' && (
          <>
            <Button
              type="primary"
              disabled={!set.ready}
              onClick={() => setForm(order('整组发布', '组里的全部文件立即在门户公开', false))}
            >
              整组发布
            </Button>
            <Button
              disabled={!set.ready}
              onClick={() =>
                setForm(order('整组定时', '到时整组一起公开；提前 24 小时、15 分钟和到时各核验一次', true))
              }
            >
              整组定时
            </Button>
          </>
        )}
        {set.mayRelease && set.state === 'scheduled' && (
          <Button onClick={() => setForm(because('取消定时', 'cancel', '组里的文件回到待发布'))}>取消定时</Button>
        )}
        {set.mayChange && (
          <Button onClick={() => setForm(because('解散发布组', 'dissolve', '组里的文件各自办理，不受影响'))}>
            解散发布组
          </Button>
        )}
      </p>
      {set.state === 'gathering' && !set.ready && <p className="muted">全部备齐后才能发布。</p>}
      <FormDrawer form={form} close={() => setForm(undefined)} renews={RENEWS} widgets={{ 'china-time': ChinaTime }} />
    </Block>
  );
}
