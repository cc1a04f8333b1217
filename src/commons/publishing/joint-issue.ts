import type { Db, Tx } from '#platform/db.ts';
import { bureauOf, unitById } from '#commons/organisations/index.ts';
import type { Content } from './contract.ts';

// 联合发文: several organs issue one document. The lead maker publishes it (政府信息公开条例第十条：牵头制作的机关).

type Joint = Pick<Content, 'issuingUnitId' | 'jointOrgans' | 'leadPublication' | 'leadReason'>;

export interface JointIssue {
  /** In order, the lead maker first. */
  readonly organs: readonly string[];
  readonly lead: string;
  /** The full name of the bureau that publishes here. */
  readonly ours: string;
  readonly weLead: boolean;
}

/** The joint issue a content declares; undefined where one organ issues it alone. */
export async function jointIssueOf(
  db: Db | Tx,
  { jointOrgans, issuingUnitId }: Joint,
): Promise<JointIssue | undefined> {
  const organs = (jointOrgans ?? []).map((name) => name.trim());
  const [lead] = organs;
  if (lead === undefined) return undefined;
  const unit = await unitById(db, issuingUnitId);
  const bureau = unit && (await unitById(db, bureauOf(unit)));
  const ours = bureau?.name ?? '';
  return { organs, lead, ours, weLead: lead === ours };
}

/** What does not fit in what is declared of a joint issue, by field. */
export async function jointDefects(db: Db | Tx, content: Joint): Promise<Record<string, string>> {
  const joint = await jointIssueOf(db, content);
  const { leadPublication, leadReason } = leadOf(content);
  if (!joint) {
    const sentence = '没有填写联合发文机关：单独发文的请清空这一项';
    return {
      ...(leadPublication && { 'content.leadPublication': sentence }),
      ...(leadReason && { 'content.leadReason': sentence }),
    };
  }
  const { organs, ours, weLead } = joint;
  const defects: Record<string, string> = {};
  if (organs.length < 2) defects['content.jointOrgans'] = '联合发文至少有两个机关，请补全；单独发文的请清空这一项';
  else if (new Set(organs).size < organs.length) defects['content.jointOrgans'] = '联合发文机关有重复，请删去一个';
  else if (!organs.includes(ours))
    defects['content.jointOrgans'] =
      `联合发文机关里没有本局：请按次序写上全称“${ours}”；本局没有参加制作的文件，请改用“信息来源”注明`;
  else if (weLead) {
    const sentence = '由本局牵头制作的文件由本局公开（条例第十条），请清空这一项';
    if (leadPublication) defects['content.leadPublication'] = sentence;
    if (leadReason) defects['content.leadReason'] = sentence;
  }
  if (leadPublication && !isAddress(leadPublication))
    defects['content.leadPublication'] ??=
      '请填写公众能打开的完整网址，以 https:// 或者 http:// 开头，不含用户名，主机不是数字地址';
  return defects;
}

/** As it is kept: names without spaces around them, what is empty left out. One that nobody shares is as it was before there was such a thing. */
export function acceptedJoint<C extends Joint>(content: C): C {
  const { jointOrgans = [], leadPublication: _link, leadReason: _reason, ...rest } = content;
  const organs = jointOrgans.map((name) => name.trim());
  return { ...rest, ...(organs.length > 0 && { jointOrgans: organs }), ...leadOf(content) } as C;
}

function leadOf({ leadPublication, leadReason }: Joint): Pick<Joint, 'leadPublication' | 'leadReason'> {
  const [link, reason] = [leadPublication?.trim(), leadReason?.trim()];
  return { ...(link && { leadPublication: link }), ...(reason && { leadReason: reason }) };
}

/** An address the public can open: no name before the host, and a host with a name of the network, which no machine of a house has. */
function isAddress(text: string): boolean {
  if (!/^https?:\/\/[^\s/]+/.test(text) || !URL.canParse(text)) return false;
  const { hostname, username, password } = new URL(text);
  return username === '' && password === '' && /\.\p{L}[\p{L}\d-]*$/u.test(hostname);
}
