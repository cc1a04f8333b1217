import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { REASONS, type Rect } from '#commons/redaction/contract.ts';
import { type Box, PAGE_FLAGS, type RecordPage } from '../../records/contract.ts';

interface Props {
  readonly src: string;
  readonly page: RecordPage;
  readonly boxes: readonly Box[];
  readonly after: boolean;
  readonly draw?: (rect: Rect) => void;
  readonly move?: (box: Box, rect: Rect) => void;
  readonly remove?: (box: Box) => void;
}

/** A page with its covers: drawn with the mouse, moved and sized with the arrow keys. */
export function Sheet({ src, page, boxes, after, draw, move, remove }: Props) {
  const paper = useRef<HTMLDivElement>(null);
  const [drawing, setDrawing] = useState<{ readonly from: Point; readonly to: Point }>();
  const at = ({ clientX, clientY }: PointerEvent): Point => {
    const { left = 0, top = 0, width = 1, height = 1 } = paper.current?.getBoundingClientRect() ?? {};
    return {
      x: within(((clientX - left) / width) * page.width, page.width),
      y: within(((clientY - top) / height) * page.height, page.height),
    };
  };
  const end = () => {
    if (!drawing) return;
    const rect = between(drawing.from, drawing.to);
    setDrawing(undefined);
    if (rect.w >= 3 && rect.h >= 3) draw?.(rect);
  };
  return (
    <>
      {move && (
        <p className="muted" id="sheet-help">
          按住鼠标拖出要遮盖的地方。键盘：Tab 到一处遮盖，方向键移动，Shift 加方向键改大小，回车保存，Delete 去掉。
        </p>
      )}
      <div
        ref={paper}
        className={draw ? 'record-page record-page-open' : 'record-page'}
        style={{ aspectRatio: `${page.width} / ${page.height}` }}
        onPointerDown={(event) => {
          if (!draw || event.button !== 0 || event.target !== event.currentTarget) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          setDrawing({ from: at(event), to: at(event) });
        }}
        onPointerMove={(event) => drawing && setDrawing({ ...drawing, to: at(event) })}
        onPointerUp={end}
        onPointerCancel={() => setDrawing(undefined)}
      >
        <img src={src} alt={`第 ${page.page} 页`} draggable={false} />
        {page.flag !== 'open' && (
          <div className="record-page-withheld">
            {PAGE_FLAGS[page.flag]}
            {page.reason && `：${REASONS[page.reason].article}`}
          </div>
        )}
        {boxes.map((box, i) => (
          <Cover key={box.id} box={box} index={i} page={page} after={after} move={move} remove={remove} />
        ))}
        {drawing && <div className="cover cover-drawing" style={placed(between(drawing.from, drawing.to), page)} />}
      </div>
    </>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

const within = (value: number, most: number) => Math.min(Math.max(0, value), most);
const between = (a: Point, b: Point): Rect => ({
  x: Math.min(a.x, b.x),
  y: Math.min(a.y, b.y),
  w: Math.abs(a.x - b.x),
  h: Math.abs(a.y - b.y),
});
const placed = ({ x, y, w, h }: Rect, { width, height }: RecordPage) => ({
  left: `${(x / width) * 100}%`,
  top: `${(y / height) * 100}%`,
  width: `${(w / width) * 100}%`,
  height: `${(h / height) * 100}%`,
});

const STEP = 2;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
};

/** One cover as a button: what is changed with the keys is sent on Enter, or when it is left. */
function Cover({
  box,
  index,
  page,
  after,
  move,
  remove,
}: { readonly box: Box; readonly index: number } & Pick<Props, 'page' | 'after'> & {
    readonly move: Props['move'];
    readonly remove: Props['remove'];
  }) {
  const [draft, setDraft] = useState<Rect>();
  const { article, label } = REASONS[box.reason];
  const save = () => {
    if (draft) move?.(box, draft);
    setDraft(undefined);
  };
  const key = (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    if (!move) return;
    if (arrow) {
      event.preventDefault();
      setDraft(shifted(draft ?? box, arrow, event.shiftKey, page));
    } else if (event.key === 'Enter') save();
    else if (event.key === 'Escape') setDraft(undefined);
    else if (event.key === 'Delete' || event.key === 'Backspace') remove?.(box);
  };
  return (
    <button
      type="button"
      className={after ? 'cover cover-after' : 'cover'}
      style={placed(draft ?? box, page)}
      aria-label={`遮盖 ${index + 1}：${article}（${label}）`}
      title={`${article}（${label}），${box.drawnBy}`}
      onKeyDown={key}
      onBlur={save}
    >
      {after && <span aria-hidden="true">{article}</span>}
    </button>
  );
}

function shifted({ x, y, w, h }: Rect, [dx, dy]: readonly [number, number], size: boolean, page: RecordPage): Rect {
  if (size)
    return { x, y, w: within(Math.max(3, w + dx), page.width - x), h: within(Math.max(3, h + dy), page.height - y) };
  return { x: within(x + dx, page.width - w), y: within(y + dy, page.height - h), w, h };
}
