import { Button, Empty, Result, Skeleton, Space, Typography } from 'antd';
import { type ReactNode, useEffect, useState } from 'react';
import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from 'react-router';
import { Page } from './page.tsx';
import { type ApiProblem, problemOf } from './problem.ts';

/** Shows what was read, or the state it is in instead: loading, refused, not found, failed, offline. */
export function Loaded<T>({
  query,
  children,
  rows = 6,
  title,
}: {
  readonly query: UseQueryResult<T, ApiProblem>;
  /** Where the page takes its title from what is read: the title it has until then. */
  readonly title?: string;
  readonly children: (data: T) => ReactNode;
  /** Lines of the placeholder while loading. */
  readonly rows?: number;
}) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  const state = query.error ? (
    <Failed problem={query.error} retry={() => void query.refetch()} />
  ) : (
    <Loading rows={rows} />
  );
  return title ? <Page title={title}>{state}</Page> : state;
}

/** Grey lines where the content will stand; not before 150 ms, so that quick answers do not flicker. */
export function Loading({ rows = 6 }: { readonly rows?: number }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 150);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className="state" role="status">
      <span className="unseen">正在读取</span>
      {late && <Skeleton active title={false} paragraph={{ rows }} />}
    </div>
  );
}

/** Why the screen cannot show what was asked for, and what can be done about it. */
export function Failed({
  problem: thrown,
  retry,
}: {
  readonly problem: unknown;
  readonly retry?: (() => void) | undefined;
}) {
  const problem = problemOf(thrown);
  const { title, advice, repeat } = wordsFor(problem);
  return (
    <Result
      className="state"
      status={problem.status === 403 ? 'warning' : problem.status === 404 ? 'info' : 'error'}
      title={title}
      subTitle={problem.reasons.map((reason) => <div key={reason}>{reason}</div>)}
      extra={
        <Space orientation="vertical" align="center">
          <Space>
            {repeat && retry && (
              <Button type="primary" onClick={retry}>
                重试
              </Button>
            )}
            <Link to="/">回到我的待办</Link>
          </Space>
          <Typography.Text type="secondary">
            {advice}
            {problem.requestId && <>（编号 {problem.requestId}）</>}
          </Typography.Text>
        </Space>
      }
    />
  );
}

function wordsFor(problem: ApiProblem): { title: string; advice: string; repeat: boolean } {
  if (problem.offline) return { title: '网络不通', advice: '请检查网络；恢复后会自动重新读取', repeat: true };
  if (problem.status === 403)
    return { title: '没有权限查看', advice: '如工作需要，请联系本单位管理员调整岗位', repeat: false };
  if (problem.status === 404) return { title: '没有找到', advice: '请核对地址，或从台账中重新查找', repeat: false };
  if (problem.status === 429) return { title: '操作过于频繁', advice: '稍等片刻再试', repeat: true };
  return { title: '读取失败', advice: '重试仍不行时，请把编号告诉系统管理员', repeat: true };
}

/** Nothing here, said so that it is clear whether that is good; with what can be done next. */
export function Nothing({ words, children }: { readonly words: string; readonly children?: ReactNode }) {
  return (
    <Empty className="state" image={Empty.PRESENTED_IMAGE_SIMPLE} description={words}>
      {children}
    </Empty>
  );
}
