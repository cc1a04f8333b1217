import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useLocation, useNavigate } from 'react-router';
import { useShortcut } from './shortcuts.tsx';
import { neighbours } from './table-memory.ts';

/** Back and on in the list one came from, by buttons and by k / j. Stands on every screen a list leads to. */
export function Neighbours() {
  const navigate = useNavigate();
  const { previous, next, place } = neighbours(useLocation().pathname);
  useShortcut('k', '上一件', () => previous && void navigate(previous), previous !== undefined);
  useShortcut('j', '下一件', () => next && void navigate(next), next !== undefined);
  if (!place) return null;
  return (
    <span className="neighbours">
      <Button
        disabled={!previous}
        onClick={() => previous && void navigate(previous)}
        icon={<LeftOutlined aria-hidden="true" />}
        aria-label="上一件"
        title="上一件（k）"
      />
      <span className="muted">{place}</span>
      <Button
        disabled={!next}
        onClick={() => next && void navigate(next)}
        icon={<RightOutlined aria-hidden="true" />}
        aria-label="下一件"
        title="下一件（j）"
      />
    </span>
  );
}
