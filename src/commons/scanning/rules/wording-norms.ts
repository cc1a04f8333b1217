import { HISTORY, type Term } from './wording-term.ts';

const XINHUA = '新华社新闻信息报道中的禁用词和慎用词';

const norm = (id: string, find: string, instead: string, why: string, more: Partial<Term> = {}): Term => ({
  id,
  find,
  instead,
  why,
  confidence: 'certain',
  source: XINHUA,
  ...more,
});

const REPUBLIC = /19[1-4]\d年|民国(?:时期|年间|初年)|成立|历史|史料|旧址|推翻/;

/** Fixed phrases: sovereignty, nationalities, countries, and the titles of doctrines that must not lose a word. */
export const NORMS: readonly Term[] = [
  norm('P001', '台湾政府', '台湾当局', '不称“台湾政府”，应称“台湾当局”或“台湾地区有关方面”'),
  norm('P002', '中华民国', '台湾地区', '1949年以后的台湾地区不得称“中华民国”', { unlessNear: REPUBLIC }),
  norm('P003', '台湾总统', '台湾地区领导人', '不得使用，应称“台湾地区领导人”'),
  norm('P004', '内地与台湾', '大陆与台湾', '与台湾并提用“大陆”'),
  norm('P005', '内地和台湾', '大陆和台湾', '与台湾并提用“大陆”'),
  norm('P006', '大陆与香港', '内地与香港', '与香港、澳门并提用“内地”'),
  norm('P007', '大陆和香港', '内地和香港', '与香港、澳门并提用“内地”'),
  norm('P008', '大陆与港澳', '内地与港澳', '与香港、澳门并提用“内地”'),
  norm('P009', '大陆和澳门', '内地和澳门', '与香港、澳门并提用“内地”'),
  norm('P010', '两岸三地', '两岸及港澳', '不宜并称“两岸三地”，可写“两岸及港澳”', { confidence: 'likely' }),
  norm('P011', '一国两治', '一国两制', '应为“一国两制”'),
  norm('P012', '钓鱼台列岛', '钓鱼岛及其附属岛屿', '应称“钓鱼岛及其附属岛屿”'),
  norm('P013', '南朝鲜', '韩国', '应称“韩国”', { unlessNear: HISTORY }),
  norm('P014', '北朝鲜', '朝鲜', '应称“朝鲜”'),
  norm('P015', '维族', '维吾尔族', '民族名称用全称', { unlessBefore: /[纤思]$/ }),
  norm('P016', '蒙族', '蒙古族', '民族名称用全称', { unlessBefore: /[启承]$/ }),
  norm('P017', '回教', '伊斯兰教', '应称“伊斯兰教”', { unlessBefore: /[返收撤召]$/, unlessAfter: /^[育师学室材程]/ }),
  norm('P018', '满清', '清朝', '应称“清朝”或“清代”'),
  norm('P019', '残废人', '残疾人', '应称“残疾人”', { source: '残疾人保障法' }),
  norm('P020', '象牙海岸', '科特迪瓦', '国名现译“科特迪瓦”'),
  norm('P021', '斯威士兰', '埃斯瓦蒂尼', '国名2018年起为“埃斯瓦蒂尼”', { confidence: 'likely', unlessNear: HISTORY }),
  norm('P022', '马其顿共和国', '北马其顿共和国', '国名2019年起为“北马其顿共和国”', {
    unlessBefore: /北$/,
    unlessNear: HISTORY,
  }),
  norm('P023', '朝鲜人民共和国', '朝鲜民主主义人民共和国', '国名不完整'),
  norm('P024', '老挝人民共和国', '老挝人民民主共和国', '国名不完整'),
  norm('P031', '习近平新时代特色社会主义思想', '习近平新时代中国特色社会主义思想', '漏了“中国”二字', phrase()),
  norm('P032', '习近平新时代中国特色社会主义理论', '习近平新时代中国特色社会主义思想', '固定提法是“思想”', phrase()),
  norm('P033', '习近平新时代中国社会主义思想', '习近平新时代中国特色社会主义思想', '漏了“特色”二字', phrase()),
  norm('P034', '习近平中国特色社会主义思想', '习近平新时代中国特色社会主义思想', '漏了“新时代”三字', phrase()),
  norm('P035', '社会主意', '社会主义', '应为“社会主义”', phrase()),
  norm('P036', '马克思主意', '马克思主义', '应为“马克思主义”', phrase()),
  norm('P037', '绿水清山', '绿水青山', '应为“绿水青山”', phrase()),
  norm('P038', '不忘初衷、牢记使命', '不忘初心、牢记使命', '固定提法是“不忘初心、牢记使命”', phrase()),
  norm('P039', '不忘初衷，牢记使命', '不忘初心、牢记使命', '固定提法是“不忘初心、牢记使命”', phrase()),
  norm('P040', '以人名为中心', '以人民为中心', '应为“以人民为中心”', phrase()),
  norm('P041', '供给测结构性改革', '供给侧结构性改革', '应为“供给侧”', phrase()),
  norm('P042', '人类命运共同休', '人类命运共同体', '应为“共同体”', phrase()),
  norm('P043', '邓小平思想', '邓小平理论', '固定提法是“邓小平理论”', phrase()),
  norm('P044', '毛泽东理论', '毛泽东思想', '固定提法是“毛泽东思想”', phrase()),
  norm('P045', '三个代表思想', '“三个代表”重要思想', '固定提法是“‘三个代表’重要思想”', phrase()),
  norm('P046', '科学发展关', '科学发展观', '应为“科学发展观”', phrase({ unlessAfter: /^[键系乎注]/ })),
  norm('P047', '党中央国务院', '党中央、国务院', '两个机构并列，中间加顿号', phrase({ confidence: 'possible' })),
  norm(
    'P048',
    '中共中央国务院',
    '中共中央、国务院',
    '两个机构并列，中间加顿号',
    phrase({ confidence: 'possible', unlessQuoted: true }),
  ),
  norm('P051', '中国式的现代化', '中国式现代化', '固定提法是“中国式现代化”', phrase({ confidence: 'likely' })),
  norm('P052', '四个最严要求', '“四个最严”要求', '固定提法“四个最严”加引号', phrase({ confidence: 'possible' })),
];

function phrase(more: Partial<Term> = {}): Partial<Term> {
  return { source: '党和国家文件的固定提法', ...more };
}
