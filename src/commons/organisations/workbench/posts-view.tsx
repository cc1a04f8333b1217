import { Button, Space, Table, Tag } from 'antd';
import type { ColumnsType } from 'antd/es/table/interface';
import { Link } from 'react-router';
import type { HandOverPerson, HandOverUnit } from '#commons/casework/hand-over-contract.ts';
import { Block, CivilDate, useRead } from '#workbench/kit/index.ts';
import { useNarrow } from '#workbench/kit/narrow.ts';
import {
  AbolishPost,
  Appointment,
  EndHolding,
  type HoldingView,
  NewPost,
  type PostView,
  type UnitDetail,
} from '../contract.ts';
import { roleLabel } from '../roles.ts';
import type { RegisterForm } from './form-drawer.tsx';

interface Line {
  readonly key: string;
  readonly post: PostView;
  readonly holding?: HoldingView;
  /** Rows the cell of the post spans; 0 when a row above spans this one. */
  readonly span: number;
}

/** Posts with everybody who has held them, newest first. */
export function PostsView({ unit, open }: { readonly unit: UnitDetail; readonly open: (form: RegisterForm) => void }) {
  const may = unit.mayChange && !unit.closedOn;
  const narrow = useNarrow();
  // What each has open here: whoever ends a post is told how much stays behind.
  const held = useRead<HandOverUnit>(may ? `/api/hand-over/${unit.id}` : null).data?.people ?? [];
  const heldBy = (holding: HoldingView) => held.find(({ id }) => id === holding.personId);
  const ends = (holding: HoldingView) => may && holding.untilOn === null;
  const columns: ColumnsType<Line> = [
    {
      key: 'post',
      title: '岗位',
      onCell: ({ span }) => ({ rowSpan: span }),
      render: (_value, { post }) => (
        <>
          <strong>{post.title}</strong> {post.public && <Tag color="blue">对外公开</Tag>}
          {post.abolishedOn && <Tag>已撤销</Tag>}
          <div className="muted">{post.roles.map(roleLabel).join('、') || '没有角色'}</div>
          {may && !post.abolishedOn && <PostActions unit={unit} post={post} open={open} />}
        </>
      ),
    },
    {
      key: 'person',
      title: '任职人',
      render: (_value, { holding, post }) => (
        <>
          {holding?.personName ?? <span className="muted">空缺</span>}
          {holding && <StaysBehind unit={unit} held={heldBy(holding)} />}
          {narrow && holding && (
            <>
              <div className="muted">
                <Days holding={holding} />
              </div>
              {ends(holding) && <End unit={unit} post={post} holding={holding} open={open} held={heldBy(holding)} />}
            </>
          )}
        </>
      ),
    },
    {
      key: 'days',
      title: '任期',
      render: (_value, { holding }) => holding && <Days holding={holding} />,
    },
    {
      key: 'end',
      title: '操作',
      render: (_value, { post, holding }) =>
        holding &&
        ends(holding) && <End unit={unit} post={post} holding={holding} open={open} held={heldBy(holding)} />,
    },
  ];
  return (
    <Block title="岗位与任职" count={unit.posts.length}>
      <Table<Line>
        aria-label="岗位与任职"
        size="small"
        rowKey="key"
        // A phone has room for two columns: the term and its end stand under the holder.
        columns={narrow ? columns.slice(0, 2) : columns}
        dataSource={linesOf(unit.posts)}
        pagination={false}
        {...(!narrow && { scroll: { x: 'max-content' } })}
        locale={{ emptyText: '还没有岗位' }}
      />
    </Block>
  );
}

function Days({ holding: { fromOn, untilOn } }: { readonly holding: HoldingView }) {
  return (
    <>
      <CivilDate on={fromOn} />起{untilOn ? '，至' : ''}
      {untilOn && <CivilDate on={untilOn} />}
    </>
  );
}

function End({
  unit,
  post,
  holding,
  open,
  held,
}: {
  readonly unit: UnitDetail;
  readonly post: PostView;
  readonly holding: HoldingView;
  readonly open: (form: RegisterForm) => void;
  readonly held: HandOverPerson | undefined;
}) {
  return (
    <Button size="small" onClick={() => open(endForm(unit, post, holding, held))}>
      结束任职
    </Button>
  );
}

/** What somebody has open in the unit; of who leaves, with the way to hand it over. */
function StaysBehind({ unit, held }: { readonly unit: UnitDetail; readonly held: HandOverPerson | undefined }) {
  if (!held?.held) return null;
  return (
    <div className="muted">
      {held.may ? (
        <Link to={`/hand-over?unit=${unit.id}&person=${held.id}`}>移交 {held.held} 件未办结事项</Link>
      ) : (
        `承办未办结事项 ${held.held} 件`
      )}
    </div>
  );
}

function linesOf(posts: readonly PostView[]): Line[] {
  return posts.flatMap((post): Line[] =>
    post.holdings.length === 0
      ? [{ key: post.id, post, span: 1 }]
      : post.holdings.map((holding, at) => ({
          key: holding.id,
          post,
          holding,
          span: at === 0 ? post.holdings.length : 0,
        })),
  );
}

function PostActions({
  unit,
  post,
  open,
}: {
  readonly unit: UnitDetail;
  readonly post: PostView;
  readonly open: (form: RegisterForm) => void;
}) {
  const fixed = { version: unit.version };
  const path = `/api/posts/${post.id}`;
  const { title, roles, position, public: shown } = post;
  return (
    <Space size="small" wrap>
      <Button
        size="small"
        onClick={() =>
          open({
            title: `任命${unit.name}${title}`,
            schema: Appointment,
            path: `${path}/holders`,
            fixed,
            done: '已任命',
            submitLabel: '任命',
          })
        }
      >
        任命
      </Button>
      <Button
        size="small"
        onClick={() =>
          open({
            title: `修改岗位「${title}」`,
            schema: NewPost,
            path,
            initial: { title, roles, position, public: shown },
            fixed,
            done: '已保存岗位',
          })
        }
      >
        修改
      </Button>
      <Button
        size="small"
        danger
        onClick={() =>
          open({
            title: `撤销岗位「${title}」`,
            schema: AbolishPost,
            path: `${path}/abolish`,
            fixed,
            done: '已撤销岗位',
            submitLabel: '撤销',
            consequence: '撤销后不能恢复，历任记录保留。',
          })
        }
      >
        撤销
      </Button>
    </Space>
  );
}

const endForm = (
  unit: UnitDetail,
  post: PostView,
  holding: HoldingView,
  held: HandOverPerson | undefined,
): RegisterForm => ({
  title: `结束${holding.personName}的任职`,
  schema: EndHolding,
  path: `/api/holdings/${holding.id}/end`,
  fixed: { version: unit.version },
  done: '已结束任职',
  submitLabel: '结束任职',
  consequence: `过了最后任职日，${holding.personName}不再有「${post.title}」的权限，交他人代办的也一并失效。${
    held?.held ? `还承办 ${held.held} 件未办结事项，不会自动交给别人：结束任职后请点任职人下面的链接移交。` : ''
  }`,
});
