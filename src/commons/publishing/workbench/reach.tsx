import { Block, Facts, Loaded, Moment, useRead } from '#workbench/kit/index.ts';
import type { DocumentDeliveries, DocumentReaders } from '../reach-contract.ts';

/** Released is one fact, delivered another: to how many the document was mailed, and how it is read. */
export function Reach({ id }: { readonly id: string }) {
  const deliveries = useRead<DocumentDeliveries>(`/api/documents/${id}/deliveries`);
  const readers = useRead<DocumentReaders>(`/api/documents/${id}/readers`);
  return (
    <Block title="读者和送达">
      <Loaded query={readers}>
        {({ views, useful, notUseful }) => (
          <Facts
            facts={[
              ['阅读', `${views} 次`],
              ['认为有用', `${useful} 人`],
              ['认为没用', `${notUseful} 人`],
            ]}
          />
        )}
      </Loaded>
      <Loaded query={deliveries}>{(found) => <Deliveries found={found} />}</Loaded>
    </Block>
  );
}

function Deliveries({ found }: { readonly found: DocumentDeliveries }) {
  const { mailConfigured, total, waiting, sent, failed, dropped, recalls, recallsSent, lastSentAt, reasons } = found;
  return (
    <>
      {!mailConfigured && <p className="muted">本系统没有配置邮件服务器，不发送订阅邮件。</p>}
      {total === 0 ? (
        <p className="muted">没有人用邮件订阅到这份文件。</p>
      ) : (
        <Facts
          facts={[
            ['应发邮件', `${total} 封`],
            ['已经送达', `${sent} 封`],
            ['等待发送', `${waiting} 封`],
            ['没有送达', `${failed} 封`],
            ['不再发送', dropped > 0 && `${dropped} 封（发送前已撤回或退订）`],
            ['撤回通知', recalls > 0 && `${recalls} 封，已送达 ${recallsSent} 封`],
            ['最近送达', lastSentAt && <Moment key="last" at={lastSentAt} />],
          ]}
        />
      )}
      {reasons.length > 0 && (
        <ul>
          {reasons.map(({ reason, count }) => (
            <li key={reason}>
              {reason}：{count} 封
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
