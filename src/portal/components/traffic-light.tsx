export type Light = 'green' | 'yellow' | 'red' | 'paused' | 'done';

const LIGHTS: Readonly<Record<Light, { readonly sign: string; readonly usual: string }>> = {
  green: { sign: '●', usual: '正常推进' },
  yellow: { sign: '▲', usual: '临近期限' },
  red: { sign: '■', usual: '已经超期' },
  paused: { sign: '‖', usual: '暂停计时' },
  done: { sign: '✓', usual: '已经完成' },
};

/** How near a due date is, by words, by shape and by colour: whoever cannot see one has the others. */
export function TrafficLight({ light, text }: { readonly light: Light; readonly text?: string }) {
  const { sign, usual } = LIGHTS[light];
  return (
    <span className={`light light-${light}`}>
      <span aria-hidden="true">{sign}</span>
      {text ?? usual}
    </span>
  );
}
