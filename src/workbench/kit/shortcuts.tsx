import { Modal } from 'antd';
import { type ReactNode, createContext, useContext, useEffect, useMemo, useRef, useState } from 'react';

interface Shortcut {
  readonly key: string;
  readonly label: string;
  readonly run: () => void;
}

const Registry = createContext<Set<Shortcut> | undefined>(undefined);

/** Listens for the shortcuts of whatever is on the screen. `?` lists them. */
export function Shortcuts({ children }: { readonly children: ReactNode }) {
  const shortcuts = useMemo(() => new Set<Shortcut>(), []);
  const [help, setHelp] = useState(false);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || typing(event.target)) return;
      if (event.key === '?') return setHelp(true);
      // The one added last belongs to what lies on top.
      const found = [...shortcuts].reverse().find(({ key }) => key.split(' ').includes(event.key));
      if (!found || document.querySelector('[role=dialog]')) return;
      event.preventDefault();
      found.run();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [shortcuts]);
  return (
    <Registry value={shortcuts}>
      {children}
      <Modal title="键盘快捷键" open={help} footer={null} onCancel={() => setHelp(false)} destroyOnHidden>
        <dl className="keys">
          {[...shortcuts, ...ALWAYS].map(({ key, label }) => (
            <div key={key}>
              <dt>
                {key.split(' ').map((one) => (
                  <kbd key={one}>{NAMES[one] ?? one}</kbd>
                ))}
              </dt>
              <dd>{label}</dd>
            </div>
          ))}
        </dl>
      </Modal>
    </Registry>
  );
}

/** One key (or several, set apart by spaces: `'j ArrowDown'`) while this component is shown. Not heard while somebody types. */
export function useShortcut(key: string, label: string, run: () => void, active = true): void {
  const registry = useContext(Registry);
  const latest = useRef(run);
  latest.current = run;
  useEffect(() => {
    if (!active || !registry) return;
    const shortcut = { key, label, run: () => latest.current() };
    registry.add(shortcut);
    return () => void registry.delete(shortcut);
  }, [registry, key, label, active]);
}

const ALWAYS = [
  { key: 'Ctrl+Enter', label: '提交正在填写的表单' },
  { key: '?', label: '显示快捷键' },
];
const NAMES: Readonly<Record<string, string>> = { ArrowDown: '↓', ArrowUp: '↑', Enter: '回车' };

function typing(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
  );
}
