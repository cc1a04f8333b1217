import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { onAnswer } from '../kit/api.ts';
import { queryClient } from '../kit/query.ts';

/** Says that the server is out of reach as long as it is; what is on the page stays and can be read. */
export function OfflineNotice() {
  const [reached, setReached] = useState(true);
  useEffect(() => {
    const deaf = onAnswer(setReached);
    const back = () => void queryClient.invalidateQueries();
    const gone = () => setReached(false);
    window.addEventListener('online', back);
    window.addEventListener('offline', gone);
    return () => {
      deaf();
      window.removeEventListener('online', back);
      window.removeEventListener('offline', gone);
    };
  }, []);
  if (reached) return null;
  return (
    <Alert
      banner
      type="warning"
      title="暂时连不上服务器。页面上的内容仍可查看，正在填写的内容不会丢失。"
      action={
        <Button size="small" onClick={() => void queryClient.invalidateQueries()}>
          重试
        </Button>
      }
    />
  );
}
