import { renderToStaticMarkup } from 'react-dom/server';
import type { Problem } from '#platform/http.ts';
import { PortalPage } from './layout.tsx';
import { type SiteFacts, UNNAMED_SITE } from './site-facts.ts';

interface Words {
  readonly title: string;
  readonly means: string;
  readonly next: string;
}

const WORDS: Readonly<Record<number, Words>> = {
  400: { title: '提交的内容有误', means: '服务器没有读懂这次提交。', next: '请返回上一页检查后重新提交。' },
  401: { title: '需要先登录', means: '这个页面供工作人员使用。', next: '请登录工作台后再打开。' },
  403: { title: '不能这样操作', means: '这次操作没有执行，数据没有变化。', next: '请返回上一页，从本站页面重新操作。' },
  404: {
    title: '没有找到这个页面',
    means: '地址可能抄错了，或者内容已经移走。',
    next: '请检查地址，或在上方搜索标题中的几个字。',
  },
  409: { title: '现在不能这样办', means: '这次操作没有执行，数据没有变化。', next: '请按上面的说明处理后再试。' },
  410: { title: '内容已经撤回', means: '这份内容不再公开。', next: '您可以搜索相关内容。' },
  413: { title: '提交的内容太大', means: '这次提交没有保存。', next: '请减小文件或分几次提交。' },
  422: { title: '填写的内容需要修改', means: '这次提交没有保存。', next: '请返回上一页，按提示修改后重新提交。' },
  429: { title: '操作过于频繁', means: '为保证大家都能使用，系统暂时限制了您的请求。', next: '请稍候片刻再试。' },
  503: { title: '系统正忙', means: '暂时无法处理您的请求。', next: '请过几分钟再试。' },
};

const FAULT: Words = {
  title: '系统出了故障',
  means: '这不是您的操作造成的，故障已经记录。',
  next: '请稍后再试。如果仍然不行，请把下面的编号告诉我们。',
};

/** The page people see when something went wrong: what happened, what it means, what to do next, and the number to quote. */
export function errorPage(problem: Problem, site: SiteFacts = UNNAMED_SITE): string {
  const { status, reasons, requestId } = problem;
  const words = WORDS[status] ?? (status < 500 ? WORDS[400] : undefined) ?? FAULT;
  return `<!doctype html>${renderToStaticMarkup(
    <PortalPage site={site} title={words.title} path="/error" unlisted>
      <div className="frame narrow error-page">
        <h1>{words.title}</h1>
        <ul className="reasons">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
        <p>{words.means}</p>
        <p>{words.next}</p>
        <p>
          <a href="/">回到首页</a>
          <a href="/sitemap">网站地图</a>
          <a href="/feedback/new">告诉我们</a>
        </p>
        <p className="aside">
          编号：<code>{requestId}</code>（错误 {status}）
        </p>
      </div>
    </PortalPage>,
  )}`;
}
