import { Button, Modal } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { SignIn } from '#commons/identity/workbench/index.tsx';
import { api, connection, onAnswer } from '../kit/api.ts';
import { queryClient } from '../kit/query.ts';
import { SESSION, useMe } from '../kit/session.ts';

/** Minutes before the end at which the person is warned. */
const WARNING_MINUTES = 3;

/**
 * Warns before the session ends, and asks for the password on top of the page when it has ended:
 * the screen below stays as it was, and what was being sent is sent again afterwards.
 */
export function SessionEnd() {
  const me = useMe();
  const [warned, setWarned] = useState(false);
  const [asking, setAsking] = useState(false);
  const waiting = useRef<(() => void)[]>([]);
  useEffect(() => {
    connection.signInAgain = () =>
      new Promise((resolve) => {
        waiting.current.push(resolve);
        setWarned(false);
        setAsking(true);
      });
  }, []);
  useIdleWarning(me.idleMinutes, setWarned);
  const signedIn = async () => {
    const before = me.person.id;
    await queryClient.fetchQuery({ queryKey: [SESSION], staleTime: 0 });
    const now = queryClient.getQueryData<{ person?: { id: string } }>([SESSION]);
    // Somebody else at the same desk must not find or send what the first person had on the screen.
    if (now?.person?.id !== before) {
      sessionStorage.clear();
      window.location.assign('/workbench/');
      return;
    }
    setAsking(false);
    for (const resume of waiting.current.splice(0)) resume();
  };
  return (
    <>
      <Modal
        open={warned && !asking}
        title="即将自动退出"
        closable={false}
        footer={
          <Button type="primary" onClick={() => void api.get('/api/notices/unread-count').then(() => setWarned(false))}>
            继续工作
          </Button>
        }
      >
        您已较长时间没有操作，约 {WARNING_MINUTES} 分钟后将自动退出。正在填写的内容已暂存在本窗口。
      </Modal>
      <Modal
        open={asking}
        title="请重新登录"
        footer={null}
        closable={false}
        keyboard={false}
        mask={{ closable: false }}
        destroyOnHidden
      >
        <p>登录已到期。登录后从刚才的地方继续，填写的内容仍在。</p>
        <SignIn onSignedIn={() => void signedIn()} />
      </Modal>
    </>
  );
}

/** Counts from the last answer of the server, which is when it last saw this session. */
function useIdleWarning(minutes: number, setWarned: (warned: boolean) => void): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const restart = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setWarned(true), Math.max(1, minutes - WARNING_MINUTES) * 60_000);
    };
    const deaf = onAnswer((reached) => {
      if (reached) restart();
    });
    restart();
    return () => {
      clearTimeout(timer);
      deaf();
    };
  }, [minutes, setWarned]);
}
