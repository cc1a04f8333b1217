import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { Absent, api, CivilDate, Facts, fileSize, problemOf, Verbatim } from '#workbench/kit/index.ts';
import { MAIL_TROUBLES, type OpenedMail } from '../mailbox/contract.ts';

/** Opens a mail once and keeps it while it is shown; the look is written down by the server. */
export function useMail(mailId: string | null): { readonly mail?: OpenedMail; readonly trouble?: string } {
  const [state, setState] = useState<{ readonly mail?: OpenedMail; readonly trouble?: string }>({});
  useEffect(() => {
    if (!mailId) return;
    let gone = false;
    api
      .post<OpenedMail>(`/api/requests/mails/${mailId}/open`)
      .then((mail) => !gone && setState({ mail }))
      .catch((error: unknown) => !gone && setState({ trouble: problemOf(error).message }));
    return () => {
      gone = true;
    };
  }, [mailId]);
  return state;
}

/** A mail whole, its words as plain text: no pictures, no links that lead anywhere. */
export function MailShown({ mailId }: { readonly mailId: string }) {
  const { mail, trouble } = useMail(mailId);
  if (trouble) return <p role="alert">{trouble}</p>;
  if (!mail) return <p className="muted">正在打开…</p>;
  return (
    <div>
      <Facts
        facts={[
          ['发件人', [mail.fromName, mail.fromAddress].filter(Boolean).join('，') || <Absent key="from" />],
          ['主题', mail.subject],
          ['到达', <CivilDate key="arrived" on={mail.arrivedOn} />],
          ['说明', mail.trouble && MAIL_TROUBLES[mail.trouble]],
        ]}
      />
      {mail.text && (
        <Verbatim from="来信原文">
          <span className="as-typed">{mail.text}</span>
        </Verbatim>
      )}
      {mail.attachments.length > 0 && (
        <ul className="plain-list">
          {mail.attachments.map(({ name, size, refused }, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two files of a mail may be called the same, and their order does not change
            <li key={at}>
              附件：{name}，{fileSize(size)}
              {refused && <span className="muted">，认领时不收：{refused}</span>}
            </li>
          ))}
        </ul>
      )}
      {mail.original && (
        <p>
          <Button size="small" onClick={() => void api.download(`/api/requests/mails/${mailId}/original`, {})}>
            下载原件（.eml）
          </Button>
        </p>
      )}
    </div>
  );
}
