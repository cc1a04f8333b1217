import { App } from 'antd';
import { createContext, useContext, useEffect, useRef } from 'react';
import { useBlocker } from 'react-router';

/**
 * Forms with something typed that has not been sent, each with the addresses it may be moved among. The router heeds one guard only, so
 * all forms share it.
 */
const holders = new Map<object, string | undefined>();

/** How the addresses begin that are one piece of work: moving among them loses nothing that was typed, and is not asked about. */
export const OneWork = createContext<string | undefined>(undefined);

/**
 * Asks before leaving the screen or the window while something typed has not been sent.
 * The function it gives back lets go at once: call it when all is sent, before moving on.
 */
export function useLeaveWarning(unsaved: boolean): () => void {
  const holder = useRef({});
  const within = useContext(OneWork);
  useEffect(() => {
    const mine = holder.current;
    if (unsaved) holders.set(mine, within);
    return () => void holders.delete(mine);
  }, [unsaved, within]);
  return () => void holders.delete(holder.current);
}

/** The guard itself; stands once, around all screens. */
export function LeaveGuard() {
  const { modal } = App.useApp();
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      currentLocation.pathname !== nextLocation.pathname &&
      [...holders.values()].some((within) => within === undefined || !nextLocation.pathname.startsWith(within)),
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
