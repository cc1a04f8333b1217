import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { useBlocker } from 'react-router';

/** Forms with something typed that has not been sent. The router heeds one guard only, so all forms share it. */
const holders = new Set<object>();

/**
 * Asks before leaving the screen or the window while something typed has not been sent.
 * The function it gives back lets go at once: call it when all is sent, before moving on.
 */
export function useLeaveWarning(unsaved: boolean): () => void {
  const holder = useRef({});
  useEffect(() => {
    const mine = holder.current;
    if (unsaved) holders.add(mine);
    return () => void holders.delete(mine);
  }, [unsaved]);
  return () => void holders.delete(holder.current);
}

/** The guard itself; stands once, around all screens. */
export function LeaveGuard() {
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => holders.size > 0 && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return;
    modal.confirm({
      title: '填写的内容还没有提交',
      content: '离开后这些内容不会被提交。要离开吗？',
      okText: '离开',
      cancelText: '留下继续填写',
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
  }, [blocker, modal]);
  useEffect(() => {
    const warn = (event: BeforeUnloadEvent) => {
      if (holders.size > 0) event.preventDefault();
    };
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, []);
  return null;
}
