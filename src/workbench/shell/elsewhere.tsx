import { Button } from 'antd';
import { useRouteError } from 'react-router';
import { Page } from '../kit/page.tsx';
import { ApiProblem } from '../kit/problem.ts';
import { Failed } from '../kit/states.tsx';

/** An address no screen has. */
export function Missing() {
  return (
    <Page title="没有这个页面">
      <Failed problem={new ApiProblem({ status: 404, code: 'not-found', reasons: ['地址可能有误，或页面已经移走'] })} />
    </Page>
  );
}

/** A screen that broke while it was shown, or could not be loaded because a newer version is there. */
export function Broken() {
  const error = useRouteError();
  const loading = error instanceof TypeError && /module|import|fetch/i.test(error.message);
  return (
    <div className="page">
      <h1>{loading ? '页面需要刷新' : '页面出了故障'}</h1>
      <p>
        {loading
          ? '系统可能刚刚升级，或网络中断。刷新后即可继续；已暂存的内容不会丢失。'
          : '这不是您操作的问题。请刷新后再试；如仍不行，请把刚才的操作告诉系统管理员。'}
      </p>
      <Button type="primary" onClick={() => window.location.reload()}>
        刷新
      </Button>
    </div>
  );
}
