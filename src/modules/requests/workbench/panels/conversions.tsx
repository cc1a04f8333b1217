import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { Type } from 'typebox';
import { Block, can, CivilDate, type DrawerForm, FormDrawer, Loaded, useMe, useRead } from '#workbench/kit/index.ts';
import type { ConversionLine } from '../../conversion/contract.ts';
import type { PanelProps } from '../panels.ts';
import { REQUEST_REFRESH } from '../row-steps.tsx';

/** 条例第四十四条: whether what is asked for becomes public for everybody; where it has, an answer names the place. */
export function Conversions({ request: { id } }: PanelProps) {
  const read = useRead<readonly ConversionLine[]>(`/api/requests/${id}/conversions`);
  const mayOpen = can(useMe(), 'openness-officer');
  const [form, setForm] = useState<DrawerForm>();
  const open = () =>
    setForm({
      title: '研究是否转为主动公开',
      schema: Type.Object({}),
      path: `/api/requests/${id}/conversions`,
      submitLabel: '提出研究',
      done: '已经提出',
      consequence: '建立一件研究事项：提出意见，负责人决定，决定公开的拟写文稿并按发布流程公开（条例第四十四条）。',
    });
  return (
    <Loaded query={read}>
      {(lines) =>
        (lines.length > 0 || mayOpen) && (
          <Block title="转为主动公开" count={lines.length}>
            {lines.length === 0 && <p className="muted">没有研究过是否转为主动公开。</p>}
            <ul className="news">
              {lines.map((one) => (
                <li key={one.id}>
                  <Link to={`/matters/${one.id}`}>{one.number}</Link> {one.topic}
                  <p className="muted">
                    {one.stateLabel}
                    {one.decidedOn && (
                      <>
                        ，<CivilDate on={one.decidedOn} /> 决定
                      </>
                    )}
                  </p>
                  {one.publishedAt && <a href={one.publishedAt}>已经公开的信息</a>}
                </li>
              ))}
            </ul>
            {mayOpen && lines.every(({ decidedOn }) => decidedOn) && (
              <Button size="small" onClick={open}>
                研究是否转为主动公开
              </Button>
            )}
            <FormDrawer form={form} close={() => setForm(undefined)} renews={REQUEST_REFRESH} />
          </Block>
        )
      }
    </Loaded>
  );
}
