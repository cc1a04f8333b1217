import { api, type DrawerForm } from '#workbench/kit/index.ts';
import { ItemChange, ItemDrop, type ItemLine, NewItem } from '../contract.ts';

export const additionForm = (today: string): DrawerForm => ({
  title: '新增公开事项',
  schema: NewItem,
  path: '/api/catalogue-items',
  initial: {
    inForceFrom: today,
    unitId: null,
    columnKey: null,
    types: [],
    frequency: 'on-forming',
    workdays: 20,
    channel: '政府网站',
    timeLimit: '长期公开',
    audience: '全社会',
    position: 1000,
  },
  done: '已新增',
  consequence: '自所填日期起列入公开的目录，按频次计算是否应公开未公开',
});

export function changeForm(line: ItemLine, today: string): DrawerForm {
  const { key, version, name, statutoryClass, content, basis, unitId, columnKey, types, frequency, workdays } = line;
  const { dueDay, channel, timeLimit, audience, position } = line;
  const path = `/api/catalogue-items/${key}`;
  return {
    title: `修改：${name}`,
    schema: ItemChange,
    path,
    send: (fields) => api.put(path, fields),
    initial: {
      name,
      statutoryClass,
      content,
      basis,
      unitId,
      columnKey,
      types,
      frequency,
      ...(workdays !== null && { workdays }),
      ...(dueDay !== null && { dueDay }),
      channel,
      timeLimit,
      audience,
      position,
      inForceFrom: today,
    },
    fixed: { version },
    done: '已记录，自所填日期起施行',
    consequence: '以前的说法留存备查，不会被改掉',
  };
}

export const dropForm = ({ key, version, name }: ItemLine, today: string): DrawerForm => ({
  title: `移出目录：${name}`,
  schema: ItemDrop,
  path: `/api/catalogue-items/${key}/drop`,
  initial: { inForceFrom: today },
  fixed: { version },
  submitLabel: '移出',
  done: '已记录，自所填日期起移出目录',
  consequence: '已经公开的文件不受影响；事项和它的历次修改留存备查',
});
