import type { ContentCheck, PublicationListener } from '#commons/publishing/index.ts';
import { settleFilled, showAnew, showNewest } from './mirror.ts';
import { itemInForce } from './queries.ts';

/** A document that names an item of the catalogue names one that is in force and is for its type. */
export const catalogueCheck: ContentCheck = async (act, type, content) => {
  if (!content.catalogueItem) return {};
  const item = await itemInForce(act.tx, content.catalogueItem, act.today);
  if (!item) return { 'content.catalogueItem': '目录里没有这个事项，或者已经移出，请重新选择' };
  if (item.types.length > 0 && !item.types.includes(type.key))
    return { 'content.catalogueItem': `「${item.name}」不用${type.label}公开，请另选事项或者信息类别` };
  return {};
};

/** What became public, or ceased to be, changes what stands under its item in the same moment. */
export const catalogueListener: PublicationListener = async (act, { kind, documentId, indexNumber, content }) => {
  const touched = await settleFilled(act, documentId);
  for (const key of touched)
    if (kind === 'released') await showNewest(act, key, indexNumber, content.title);
    else await showAnew(act, key);
};
