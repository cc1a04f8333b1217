import { notFound } from '#kernel/errors.ts';
import { answerPage } from '#platform/answer-page.ts';
import type { App } from '#platform/http.ts';
import type { PortalSite } from '#platform/portal-site.ts';
import { PortalPage, readSiteFacts } from '#portal/index.ts';
import { tellUseful } from '../usefulness.ts';

/** 这一页对您有用吗: a plain form, without script, cookies or anything about who presses. */
export function usefulRoutes(app: App, { services }: PortalSite): void {
  app.post(
    '/useful',
    { config: { action: 'publishing.send-feedback', limit: 'public-write', ownForm: true } },
    async (request, reply) => {
      const { page, useful } = (request.body ?? {}) as { readonly page?: unknown; readonly useful?: unknown };
      const known = typeof page === 'string' && page.length <= 400 && (useful === 'yes' || useful === 'no');
      if (!known || !(await tellUseful(services, page, useful === 'yes'))) throw notFound('这个页面');
      const facts = await readSiteFacts(services.portalDb);
      const thanks = (
        <PortalPage site={facts} title="谢谢您的反馈" path="/useful" breadcrumb={[{ label: '反馈' }]} unlisted>
          <div className="frame text">
            <h1>谢谢您的反馈</h1>
            <p>已经记下，我们不记录是谁填的。</p>
            {useful === 'no' && (
              <p>
                哪里不对，可以<a href={`/feedback/new?page=${encodeURIComponent(page)}`}>告诉我们</a>，会有人处理。
              </p>
            )}
            <p>
              <a href={page}>返回原页</a>
            </p>
          </div>
        </PortalPage>
      );
      return answerPage(reply, 200, thanks);
    },
  );
}
