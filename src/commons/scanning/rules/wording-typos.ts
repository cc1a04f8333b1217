import type { Term } from './wording-term.ts';

const DICTIONARY = '现代汉语词典（第7版）；第一批异形词整理表';
const LEGAL = '政府机关公文用字惯例，与现行法律法规用字一致';
const SOURCE_OF: Readonly<Record<string, string>> = {
  T074: '药品管理法第八十条、第八十一条',
  T083: '化妆品监督管理条例',
  T124: LEGAL,
};

/** Wrong characters, one pair a line: identifier, wrong, right. None is a part of a right word. */
const PLAIN = `
T003 布署 部署
T004 帐户 账户
T005 帐号 账号
T006 帐目 账目
T007 帐单 账单
T008 转帐 转账
T009 台帐 台账
T010 帐簿 账簿
T012 图象 图像
T013 录象 录像
T014 影象 影像
T015 迫不急待 迫不及待
T016 一愁莫展 一筹莫展
T017 再接再励 再接再厉
T018 不径而走 不胫而走
T019 脉博 脉搏
T020 松驰 松弛
T021 幅射 辐射
T022 防碍 妨碍
T023 欢渡 欢度
T024 泄秘 泄密
T025 竟争 竞争
T026 竟聘 竞聘
T027 竟赛 竞赛
T028 克尽职守 恪尽职守
T029 鞠躬尽粹 鞠躬尽瘁
T030 精兵减政 精兵简政
T031 粗制烂造 粗制滥造
T032 趋之若骛 趋之若鹜
T033 走头无路 走投无路
T034 漫延 蔓延
T036 反覆 反复
T037 答覆 答复
T038 批覆 批复
T039 函覆 函复
T043 充份 充分
T044 水份 水分
T045 百份之 百分之
T046 身分证 身份证
T047 辩别 辨别
T048 分辩率 分辨率
T049 辩认 辨认
T050 坐谈会 座谈会
T051 座落 坐落
T053 立既 立即
T054 随既 随即
T056 即往不咎 既往不咎
T057 即成事实 既成事实
T058 即得利益 既得利益
T059 制做 制作
T060 签属 签署
T061 侯选 候选
T062 等侯 等候
T063 时侯 时候
T064 气侯 气候
T065 园满 圆满
T066 犹其 尤其
T067 必竟 毕竟
T068 必须品 必需品
T070 凭籍 凭借
T071 授与 授予
T072 赋与 赋予
T074 不良反映 不良反应
T075 化学反映 化学反应
T077 权力义务 权利义务
T080 抽捡 抽检
T081 捡验 检验
T082 捡查 检查
T083 化装品 化妆品
T084 医疗器戒 医疗器械
T085 处放药 处方药
T086 国药准子 国药准字
T087 药品招回 药品召回
T088 产品招回 产品召回
T089 行政复义 行政复议
T090 行政诉颂 行政诉讼
T091 听正会 听证会
T092 公式期 公示期
T093 公开条列 公开条例
T094 管理条列 管理条例
T095 实施条列 实施条例
T096 管理办发 管理办法
T097 依法行证 依法行政
T098 行证许可 行政许可
T099 负则人 负责人
T100 联糸 联系
T104 再所不惜 在所不惜
T105 名副其时 名副其实
T106 因地治宜 因地制宜
T107 深入贯彻落时 深入贯彻落实
T108 以身做则 以身作则
T109 按步就班 按部就班
T110 出奇不意 出其不意
T111 专心致至 专心致志
T112 世外桃园 世外桃源
T113 悬梁刺骨 悬梁刺股
T114 一如继往 一如既往
T115 继往不咎 既往不咎
T116 蜂涌而至 蜂拥而至
T117 针贬 针砭
T118 沉缅 沉湎
T119 融汇贯通 融会贯通
T120 共商国事 共商国是
T121 首曲一指 首屈一指
T122 各行其事 各行其是
T124 执业药士 执业药师
T125 医疗机够 医疗机构
T126 假冒伪略 假冒伪劣
T127 贯彻落执 贯彻落实
T131 解诀 解决
T133 统畴 统筹
T135 协凋 协调
T136 完扇 完善
T137 规泛 规范
T138 督促整该 督促整改
T140 安全隐犯 安全隐患
T143 环镜 环境
T145 公正文明执发 公正文明执法
`;

const typed = PLAIN.trim()
  .split('\n')
  .map((line): Term => {
    const [id = '', find = '', instead = ''] = line.split(' ');
    return {
      id,
      find,
      instead,
      why: `“${find}”应为“${instead}”`,
      confidence: 'certain',
      source: SOURCE_OF[id] ?? DICTIONARY,
    };
  });

/** Right in some company: the circumstances stand beside. */
const CONDITIONAL: readonly Term[] = [
  term('T001', '既使', '即使', { confidence: 'likely', unlessNear: /又/ }),
  term('T002', '按装', '安装', { unlessAfter: /^[量置箱载卸备样]/ }),
  term('T011', '好象', '好像', { unlessAfter: /^棋/ }),
  term('T035', '复盖', '覆盖', { unlessBefore: /[恢回批答]$/, unlessAfter: /^章/ }),
  term('T040', '成份', '成分', { unlessAfter: /^[额数]/ }),
  term('T041', '部份', '部分', { unlessAfter: /^[额数]/ }),
  term('T042', '过份', '过分', { unlessAfter: /^[额数]/ }),
  term('T052', '既将', '即将', { confidence: 'likely', unlessNear: /又/ }),
  term('T055', '即然', '既然', { unlessBefore: /[立随旋]$/, unlessAfter: /^后/ }),
  term('T069', '籍此', '借此', { unlessBefore: /[户国学党书古]$/, unlessAfter: /^前/ }),
  term('T073', '参预', '参与', { unlessAfter: /^算/ }),
  term('T076', '权利清单', '权力清单', { confidence: 'likely', source: LEGAL }),
  term('T078', '行政权利', '行政权力', { confidence: 'likely', source: LEGAL }),
  term('T079', '检查院', '检察院', { unlessAfter: /^[内外方感长]/ }),
  term('T101', '己经', '已经', { unlessBefore: /[自知律克]$/ }),
  term('T102', '自已', '自己', { confidence: 'likely', unlessBefore: /[来出源亲]$/ }),
  term('T201', '做为', '作为', { confidence: 'likely', unlessBefore: /[所可敢应能]$/ }),
  term('T202', '其它', '其他', { confidence: 'possible', why: '公文中一般统一写作“其他”' }),
  term('T203', '截止目前', '截至目前', { why: '“截止”是停止，后面不带时间；到某时为止用“截至”' }),
  term('T204', '截止到', '截至', {
    confidence: 'likely',
    why: '“截止”是停止，后面不带时间；到某时为止用“截至”',
    unlessBefore: /报名|申请|时间|日期|受理|提交|申报|接收|登记|办理$/,
  }),
  term('T205', '以经', '已经', {
    confidence: 'likely',
    unlessBefore: /[可予加得足所难借赖给用]$/,
    unlessAfter: /^[济营验办费典纪手办公查审批]/,
  }),
  term('T206', '末经', '未经', { confidence: 'likely', unlessBefore: /[年月周期季本学旬世]$/, unlessAfter: /^济/ }),
  term('T207', '末按', '未按', { confidence: 'likely', unlessBefore: /[年月周期季本学旬]$/ }),
  term('T208', '再此', '在此', { confidence: 'likely', unlessAfter: /^次/ }),
  term('T209', '反应问题', '反映问题', { confidence: 'likely', unlessBefore: /不良|过敏|副|化学|应激$/ }),
  term('T210', '反应情况', '反映情况', { confidence: 'likely', unlessBefore: /不良|过敏|副|化学|应激|免疫|接种$/ }),
  term('T212', '签定', '签订', { confidence: 'likely', onlyNear: /合同|协议|责任书|承诺书|责任状/ }),
  term('T213', '明查暗访', '明察暗访', { confidence: 'likely' }),
  term('T214', '没收非法所得', '没收违法所得', {
    confidence: 'likely',
    why: '行政处罚法第九条的用语是“没收违法所得、没收非法财物”',
    source: '中华人民共和国行政处罚法第九条',
  }),
  term('T215', '医疗机械', '医疗器械', { confidence: 'likely' }),
  term('T216', '即定', '既定', { confidence: 'likely', unlessBefore: /[立随当旋迅]$/ }),
  term('T217', '必需遵守', '必须遵守', { confidence: 'likely' }),
  term('T218', '必需严格', '必须严格', { confidence: 'likely' }),
  term('T219', '防止不发生', '防止发生', { confidence: 'likely', why: '“防止不发生”意思相反，应为“防止发生”' }),
  term('T220', '避免不再', '避免再', { confidence: 'likely', why: '“避免不再”意思相反，应为“避免再”' }),
  term('T221', '切忌不要', '切忌', { confidence: 'likely', why: '“切忌”已含“不要”' }),
  term('T223', '稽察', '稽查', { confidence: 'possible', onlyNear: /药|执法|案件/, unlessAfter: /^特派员/ }),
  term('T224', '份内', '分内', { confidence: 'likely', unlessBefore: /[月年]$/ }),
  term('T225', '就坐', '就座', { confidence: 'possible' }),
  term('T226', '签暑', '签署', {}),
  term('T228', '登陆', '登录', {
    confidence: 'likely',
    onlyNear: /系统|平台|网站|账号|网址|app|小程序/i,
    unlessNear: /台风|上岸|岛/,
    why: '进入系统、网站用“登录”',
  }),
  term('T229', '启示', '启事', {
    confidence: 'possible',
    onlyNear: /寻人|招领|征稿|遗失/,
    why: '公开说明事情用“启事”',
  }),
  term('T230', '批漏', '纰漏', {}),
];

function term(id: string, find: string, instead: string, more: Partial<Term>): Term {
  return { id, find, instead, why: `“${find}”应为“${instead}”`, confidence: 'certain', source: DICTIONARY, ...more };
}

export const TYPOS: readonly Term[] = [...typed, ...CONDITIONAL];
