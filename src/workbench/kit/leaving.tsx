import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { useBlocker } from 'react-router';

/**
 * Asks before leaving the screen or the window while something typed has not been sent.
 * The function it gives back lets go at once: call it when all is sent, before moving on.
 */
export function useLeaveWarning(unsaved: boolean): () => void {
  const { modal } = App.useApp();
  const holding = useRef(unsaved);
  useEffect(() => {
    holding.current = unsaved;
  }, [unsaved]);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => holding.current && currentLocation.pathname !== nextLocation.pathname,
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
    if (!unsaved) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', warn);
    return () => window.removeEventListener('beforeunload', warn);
  }, [unsaved]);
  return () => {
    holding.current = false;
  };
}
