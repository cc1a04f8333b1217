import { Mark } from './mark.tsx';
import { Button, Popconfirm } from 'antd';
import { useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import {
  type ApiProblem,
  api,
  Block,
  CivilDate,
  Facts,
  Loaded,
  Moment,
  Page,
  ProblemSummary,
  problemOf,
  useRead,
  useRefresh,
  useWrite,
} from '#workbench/kit/index.ts';
import type { CorrectionInput, ImportDetail } from '../import-contract.ts';
import { Differences } from './import-differences.tsx';
import { PlanFactsForm } from './import-facts.tsx';
import { ItemCard } from './import-item.tsx';
import { NamesForm } from './import-names.tsx';

/** What is being corrected: everything but the version, which the screen adds. */
export type Correct = (change: Omit<CorrectionInput, 'version'>) => Promise<void>;

export default function ImportPreview() {
  const { id = '' } = useParams();
  const detail = useRead<ImportDetail>(`/api/work-plans/imports/${id}`);
  return (
    <Loaded query={detail} title="核对导入">
      {(data) => <Preview key={data.id} detail={data} />}
    </Loaded>
  );
}

function Preview({ detail }: { readonly detail: ImportDetail }) {
  const { preview, id } = detail;
  const path = `/api/work-plans/imports/${id}`;
  const renew = useRefresh();
  const [problem, setProblem] = useState<ApiProblem>();
  const [onlyOpen, setOnlyOpen] = useState(false);
  const correct: Correct = async (change) => {
    setProblem(undefined);
    try {
      await api.patch(path, { ...change, version: detail.version });
    } catch (error) {
      setProblem(problemOf(error));
    }
    await renew(path);
  };
  const draft = detail.state === 'draft' && !detail.same;
  const items = preview.sections.flatMap((section) => section.items);
  const open = items.filter(({ blockers, problems }) => blockers.length + problems.length > 0);
  return (
    <Page
      title={preview.title || detail.fileName}
      crumbs={[{ label: '工作要点', to: '/work-plans' }, { label: '核对导入' }]}
      lead={<Standing detail={detail} />}
      actions={draft && <Deciding detail={detail} onProblem={setProblem} />}
    >
      {problem && <ProblemSummary problem={problem} idOf={() => undefined} renew={() => void renew(path)} />}
      <Answered detail={detail} />
      {detail.edition && <Differences edition={detail.edition} />}
      <Block title="要点本身">
        <PlanFactsForm preview={preview} correct={correct} editable={draft} />
      </Block>
      {preview.names.length > 0 && (
        <Block title="需要明确的单位" count={preview.names.length}>
          <p className="muted">在这里确定的含义用于所有写着这个名称的任务；个别任务不同的，可在该任务中另行选择。</p>
          <NamesForm names={preview.names} correct={correct} />
        </Block>
      )}
      <Block
        title="任务"
        count={items.length}
        extra={
          <Button
            size="small"
            type={onlyOpen ? 'primary' : 'default'}
            aria-pressed={onlyOpen}
            onClick={() => setOnlyOpen(!onlyOpen)}
          >
            只看需要核对的（{open.length}）
          </Button>
        }
      >
        {preview.sections.map((section) => (
          <section key={`${section.number} ${section.title}`} aria-label={section.title}>
            <h3>{[section.number, section.title].filter(Boolean).join('、')}</h3>
            <ul className="entries">
              {(onlyOpen ? section.items.filter((item) => open.includes(item)) : section.items).map((item) => (
                <ItemCard key={item.key} item={item} correct={correct} editable={draft} />
              ))}
            </ul>
          </section>
        ))}
      </Block>
    </Page>
  );
}

function Standing({ detail: { preview, fileName, madeBy, madeAt, unit } }: { readonly detail: ImportDetail }) {
  return (
    <Facts
      facts={[
        ['来源', fileName],
        ['成文日期', preview.issuedOn && <CivilDate on={preview.issuedOn} />],
        [
          '导入',
          <span key="by">
            {madeBy} · <Moment at={madeAt} />
          </span>,
        ],
        ['公开稿由', unit.name],
      ]}
    />
  );
}

/** What stands in the way of the whole, and what has already become of it. */
function Answered({ detail: { state, planId, same, preview } }: { readonly detail: ImportDetail }) {
  return (
    <>
      {state === 'confirmed' && planId && (
        <p className="consequence">
          这次导入已经确认。<Link to={`/work-plans/${planId}`}>查看工作要点</Link>
        </p>
      )}
      {state === 'discarded' && <p className="consequence">这次导入已经放弃，如需要请重新导入。</p>}
      {same && (
        <p className="consequence">
          这份文件已于 <CivilDate on={same.on} /> 导入，不能重复导入。
          <Link to={`/work-plans/${same.planId}`}>查看《{same.title}》</Link>
        </p>
      )}
      {preview.blockers.map((sentence) => (
        <p key={sentence} className="field-error">
          {sentence}
        </p>
      ))}
      {preview.problems.map(({ where, message }) => (
        <p key={`${where} ${message}`}>
          <Mark tone="doubt">{where}</Mark>
          {message}
        </p>
      ))}
    </>
  );
}

function Deciding({
  detail,
  onProblem,
}: {
  readonly detail: ImportDetail;
  readonly onProblem: (problem: ApiProblem) => void;
}) {
  const { id, version, preview, edition, consequence } = detail;
  const navigate = useNavigate();
  const renew = useRefresh();
  const left = [
    ...preview.blockers,
    ...preview.sections.flatMap(({ items }) => items.flatMap(({ blockers }) => blockers)),
  ];
  const confirm = async () => {
    try {
      const body = { version, ...(edition && { newEditionOf: edition.planId }) };
      const { planId } = await api.post<{ planId: string }>(`/api/work-plans/imports/${id}/confirm`, body);
      await renew('/api/work-plans', '/api/matters', '/api/todo', '/api/documents');
      await navigate(`/work-plans/${planId}`);
    } catch (error) {
      onProblem(problemOf(error));
      await renew(`/api/work-plans/imports/${id}`);
    }
  };
  const discard = useWrite(() => api.post(`/api/work-plans/imports/${id}/discard`, { version }), {
    done: '已放弃这次导入',
    refresh: ['/api/work-plans'],
  });
  return (
    <>
      <Popconfirm
        title={edition ? '确认作为新版导入' : '确认导入'}
        description={consequence}
        okText="确认"
        cancelText="再看看"
        onConfirm={confirm}
        disabled={left.length > 0}
      >
        <Button type="primary" disabled={left.length > 0} title={consequence}>
          {edition ? '确认作为新版导入' : '确认导入'}
        </Button>
      </Popconfirm>
      {left.length > 0 && <span className="muted">还有 {left.length} 处需要处理</span>}
      <Popconfirm
        title="放弃这次导入"
        description="更正的内容不再保留，原文件可以重新导入。"
        okText="放弃"
        cancelText="取消"
        onConfirm={() => discard.mutateAsync().then(() => navigate('/work-plans'))}
      >
        <Button>放弃</Button>
      </Popconfirm>
    </>
  );
}
