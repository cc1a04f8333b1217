import type { Category } from '../finding.ts';

interface Description {
  readonly category: Category;
  readonly label: string;
  /** `{}` stands for the hit, masked. */
  readonly sentence: string;
  readonly suggestion?: string;
}

/**
 * What each rule tells people. Basis: 政府信息公开条例 arts 14, 15, 17; 个人信息保护法 arts 25, 28; 保守国家秘密法 art. 35 and its
 * 实施条例 art. 42 (先审查、后公开).
 */
export const DESCRIPTIONS = {
  'identity/citizen-id': about(
    'identity',
    '公民身份号码',
    '有公民身份号码 {}，公开会侵害个人信息权益，请删除',
    '确需标明身份的，只留前三位和后四位，其余用 * 代替',
  ),
  'identity/doubtful': about(
    'identity',
    '疑似身份号码',
    '{} 很像公民身份号码，只是校验位不符（可能录错一位），请删除或确认不是身份号码',
  ),
  'identity/old-citizen-id': about('identity', '15位旧身份号码', '{} 像15位的旧身份号码，请删除或确认不是身份号码'),
  'identity/passport': about('identity', '护照号码', '有护照号码 {}，请删除'),
  'identity/permit': about('identity', '通行证、居住证等号码', '有港澳台居民或外国人的证件号码 {}，请删除'),
  'phone/mobile': about(
    'phone',
    '手机号码',
    '有手机号码 {}，请改用办公电话，或确认本人同意公开',
    '公开联系方式用单位固定电话，如 0791 开头的号码',
  ),
  'phone/home': about('phone', '个人固定电话', '{} 像个人或住宅的电话，请删除或确认是对外公布的办公电话'),
  'bank-card/number': about('bank-card', '银行卡号', '有银行卡号 {}，请删除；公布缴款账户的，请确认是单位账户'),
  'address/home': about('address', '个人住址', '有个人住址（{}），请删去门牌，只写到县（市、区）'),
  'email/personal': about(
    'email',
    '个人邮箱',
    '{} 是个人邮箱，请改用单位的政务邮箱，或确认本人同意公开',
    '对外公布的邮箱宜用 gov.cn 后缀',
  ),
  'account/messenger': about('account', 'QQ号、微信号', '有个人的QQ号或微信号 {}，请删除或确认是单位对外公布的'),
  'person/reporter': about(
    'person',
    '举报人、投诉人姓名',
    '写出了举报人、投诉人或信访人的姓名（{}），依法应当保密，请改为“某”或删除',
  ),
  'person/patient': about(
    'person',
    '患者、受试者姓名',
    '写出了患者或受试者的姓名（{}），健康信息属于敏感个人信息，请改为“某”或删除',
  ),
  'person/minor': about(
    'person',
    '未成年人姓名',
    '写出了未成年人的姓名（{}），不满十四周岁未成年人的信息属于敏感个人信息，请改为“某”或删除',
  ),
  'mark/classification': about(
    'mark',
    '密级标志',
    '有密级标志“{}”，标有密级的文件不得公开；请停止发布，交保密审查员核对来源',
  ),
  'mark/internal': about(
    'mark',
    '内部标志',
    '有内部标志“{}”，可能是内部资料或工作秘密；请交保密审查员核对，确可公开的删去标志',
  ),
  'mark/not-public': about('mark', '不公开附注', '文中附注“{}”，与主动公开不符；请核对公开属性，确可公开的改正附注'),
  'mark/foreign': about('mark', '外文密级标志', '有外文的保密标志“{}”，请核对是否可以公开'),
  'hidden/sheet': about(
    'hidden',
    '隐藏的工作表',
    '有隐藏的工作表，公众下载后可以看到（{}）；请删除，或取消隐藏后一并审查',
  ),
  'hidden/cells': about('hidden', '隐藏的行、列或单元格', '有隐藏的行、列或单元格（{}）；请删除，或取消隐藏后一并审查'),
  'hidden/text': about('hidden', '隐藏的文字', '有隐藏或看不见的文字（{}）；请删除'),
  'hidden/comments': about('hidden', '批注', '有批注没有删除（{}）；请全部删除后重新上传'),
  'hidden/revisions': about('hidden', '修订痕迹', '有修订痕迹，删改前的内容仍可看到（{}）；请接受全部修订后重新上传'),
  'hidden/notes': about('hidden', '演讲者备注', '幻灯片有演讲者备注（{}）；请删除或确认可以公开'),
  'hidden/slide': about('hidden', '隐藏的幻灯片', '有隐藏的幻灯片（{}）；请删除，或取消隐藏后一并审查'),
  'hidden/embedded': about('hidden', '嵌入的文件', '里面嵌有别的文件（{}）；请删除，需要公开的作为单独的附件上传'),
  'hidden/names': about('hidden', '隐藏的名称', '有隐藏的定义名称（{}）；请在名称管理器中删除'),
  'hidden/external': about('hidden', '外部链接', '引用了别的文件，并带有其中的数据或路径（{}）；请断开链接后重新上传'),
  'hidden/source-data': about('hidden', '透视表源数据', '数据透视表带有未显示的源数据（{}）；请改为只粘贴数值'),
  'hidden/macros': about('hidden', '宏或脚本', '含有宏或脚本（{}）；请另存为不含宏的格式'),
  'hidden/layer': about('hidden', '隐藏的图层', '有默认不显示的图层（{}）；请删除图层后重新导出'),
  'hidden/data': about('hidden', '附带的数据', '文件附带了看不见的数据（{}）；请检查文档并删除'),
  'metadata/author': about(
    'metadata',
    '作者等属性',
    '文件属性里留有人名（{}）；请在“检查文档”中删除个人信息后重新上传',
  ),
  'metadata/properties': about('metadata', '文件属性', '文件属性里留有内部信息（{}）；请核对，不宜公开的删除'),
  'metadata/place': about('metadata', '拍摄位置', '照片里记有拍摄位置（{}）；请去除位置信息后重新上传'),
  'metadata/path': about('metadata', '内部路径', '文件里留有本机或内网的路径（{}）；请断开链接后重新上传'),
  'unreadable/file': about(
    'unreadable',
    '不能检查的文件',
    '这个文件没有检查：{}；请换用可以检查的格式，或由保密审查员打开逐页核对',
  ),
  'unreadable/pages': about(
    'unreadable',
    '没有文字的页',
    '{} 没有文字层，可能是扫描件，内容没有检查；请由保密审查员逐页核对',
  ),
  'unreadable/pictures': about('unreadable', '图片', '图片里的文字没有检查（{}）；请打开核对'),
  'unreadable/rest': about('unreadable', '未检查的部分', '只检查了一部分：{}；请拆分文件，或由保密审查员核对其余部分'),
  'unreadable/more': about('unreadable', '更多同类问题', '{}；请先整体处理，再重新检查'),
} as const satisfies Record<string, Description>;

export type RuleKey = keyof typeof DESCRIPTIONS;

function about(category: Category, label: string, sentence: string, suggestion?: string): Description {
  return { category, label, sentence, ...(suggestion ? { suggestion } : {}) };
}
