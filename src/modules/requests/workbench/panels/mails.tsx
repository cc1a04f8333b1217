import { Button, Drawer } from 'antd';
import { useState } from 'react';
import { Block, CivilDate, Loaded, useRead } from '#workbench/kit/index.ts';
import { MAIL_STATES, type MailLine } from '../../mailbox/contract.ts';
import { MailShown } from '../mail-shown.tsx';
import type { PanelProps } from '../panels.ts';

/** What was written to the mailbox about this request; opened whole by those who may see who asked. */
export function Mails({ request: { id, mayViewApplicant } }: PanelProps) {
  const read = useRead<readonly MailLine[]>(`/api/requests/${id}/mails`);
  const [opened, setOpened] = useState<string>();
  return (
    <Loaded query={read}>
      {(mails) =>
        mails.length > 0 && (
          <Block title="来信" count={mails.length}>
            <ul className="entries">
              {mails.map((mail) => (
                <li key={mail.id}>
                  <p className="entry-head">
                    <strong>{mail.subject}</strong>
                    {mayViewApplicant && (
                      <Button size="small" onClick={() => setOpened(mail.id)}>
                        查看
                      </Button>
                    )}
                  </p>
                  <p className="muted">
                    <CivilDate on={mail.arrivedOn} /> · {mail.sender} · {MAIL_STATES[mail.state]}
                  </p>
                </li>
              ))}
            </ul>
            <Drawer
              title="来信"
              open={opened !== undefined}
              onClose={() => setOpened(undefined)}
              size={640}
              destroyOnHidden
            >
              {opened && <MailShown mailId={opened} />}
            </Drawer>
          </Block>
        )
      }
    </Loaded>
  );
}
