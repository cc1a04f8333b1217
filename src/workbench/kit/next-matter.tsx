import type { NextMatter as Next } from '#commons/casework/next-contract.ts';
import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { api } from './api.ts';
import { useWrite } from './query.ts';
import { useShortcut } from './shortcuts.tsx';

/** 办理下一件: opens the next of what waits for me, by its day, that nobody else is at; says so where there is none. */
export function NextMatter({ after }: { readonly after?: string }) {
  const navigate = useNavigate();
  const { message } = App.useApp();
  const next = useWrite(async () => {
    const { path, said } = await api.post<Next>('/api/todo/next', after === undefined ? {} : { after });
    if (path) void navigate(path);
    else if (said) void message.info(said, 6);
  });
  const go = () => {
    if (!next.isPending) next.mutate();
  };
  useShortcut('n', '办理下一件', go);
  return (
    <Button loading={next.isPending} onClick={go} title="办理下一件（n）">
      办理下一件
    </Button>
  );
}
