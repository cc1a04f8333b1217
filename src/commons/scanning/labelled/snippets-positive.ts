/** What has to be found: the rules, a bar, the text (`snippets.ts` says how it is read). */
export const POSITIVE = `
identity/citizen-id | 申请人王小明，公民身份号码{id 1}。
identity/citizen-id | 身份证号：{id 2}
identity/citizen-id | 身份证号码为{id 3}，住所地在南昌市。
identity/citizen-id | 当事人（{id 4}）于当日签收。
identity/citizen-id | {id 5}
identity/citizen-id | 证件号码 {id 6 space}
identity/citizen-id | 身份证：{id 7 -}
identity/citizen-id | 身份证：{id 8 －}
identity/citizen-id | 身份证：{id 9 dots}
identity/citizen-id | 身份证号{id 10 wide}已核对。
identity/citizen-id | 身份证号{id 11 zero}已核对。
identity/citizen-id | 身份证号{id 12 lines}已核对。
identity/citizen-id | 身份证号{id 13 each}已核对。
identity/citizen-id | 身份证号{id 14 small}已核对。
identity/citizen-id | 身份证号{id 34 small}已核对。
identity/citizen-id | 姓名\\t证号\\n甲\\t{id 15}
identity/citizen-id | 序号1 {id 16} 合格
identity/citizen-id | 执业药师张某，{id 17}，注册单位某大药房。
identity/citizen-id | 法定代表人身份证明：{id 18}。
identity/citizen-id | 居住证号码{id 19}
identity/citizen-id | 2026年3月2日，{id 20}来我局领取批件。
identity/citizen-id | 号码“{id 21}”有误。
identity/citizen-id | （{id 22}）
identity/citizen-id | ID:{id 23}
identity/citizen-id | 身份证号/{id 24}/
identity/citizen-id | 身份证号_{id 25}_
identity/citizen-id | 身份证{id 26 / }
identity/citizen-id | 身份证{id 27 、}
identity/citizen-id identity/citizen-id | {id 28}、{id 29}
identity/citizen-id identity/citizen-id | 甲{id 30}，乙{id 31}。
identity/citizen-id identity/citizen-id identity/citizen-id | {id 32}\\n{id 33}\\n{id 35}
identity/citizen-id | 编号{id 36}
identity/citizen-id | 受理号{id 37}
identity/citizen-id | 受试者筛选号{id 38}。
identity/citizen-id | 联系人信息见附表{id 39}页。
identity/citizen-id | 资格证书编号：{id 40}
identity/citizen-id | 共3人：{id 41}等。
identity/citizen-id | 该批号{id 42}系笔误。
identity/citizen-id | 学号：{id 43}
identity/citizen-id | 药品追溯码{id 44}99
identity/citizen-id | 编号99{id 45}
identity/citizen-id | A{id 46}
identity/citizen-id | 统一社会信用代码：{id 47}
identity/doubtful | 身份证号：{wrong 1}
identity/doubtful | 公民身份号码{wrong 2}，请核对。
identity/doubtful | 当事人{wrong 3}到场。
identity/doubtful | 证件号码：{wrong 4 -}
identity/doubtful | {wrong 5}
identity/old-citizen-id | 身份证号360199030301001。
identity/old-citizen-id | 证件号：360199020302123
identity/old-citizen-id | 王小明，360199040315001
identity/passport | 护照号码：E12345678
identity/passport | 持护照（G98765432）入境。
identity/passport | 护照号EA1234567。
identity/passport | 护照：P1234567 护照号 D12345678
identity/permit | 港澳居民来往内地通行证号码H1234567890
identity/permit | 台湾居民来往大陆通行证：12345678
identity/permit | 台胞证号1234567890
identity/permit | 外国人永久居留证号码USA360199030301
identity/permit | 香港身份证号码A123456(7)
phone/mobile | 联系人：王小明，手机：13900001234。
phone/mobile | 王小明 13900001235
phone/mobile | 王小明（139-0000-1236）
phone/mobile | 联系电话：139 0000 1237
phone/mobile | 手机号１３９００００１２３８
phone/mobile | 微信同号13900001239
phone/mobile | +86 13900001240
phone/mobile | 请致电8613900001241
phone/mobile | 患者家属电话13900001242
phone/mobile | 139\\u200b0000\\u200b1243
phone/mobile phone/mobile | 经办人李红13900001244、13900001245。
phone/mobile | 有事请发短信至18000001246，收到即复。
phone/mobile | 法定代表人：陈光，16600001247
phone/mobile | 业务咨询：刘工 17700001248
phone/mobile | Tel：19900001249
phone/home | 举报人家庭电话：0791-86000001。
phone/home | 患者宅电0791-86000002
phone/home | 家长电话（0797）8600003
bank-card/number | 开户行：某银行，卡号：{card 1}
bank-card/number | 卡号{card 2 4}
bank-card/number | 账号：{card 3}（某某）
bank-card/number | 收款人王小明，{card 4}
bank-card/number | 退款至{card 5}。
bank-card/number | 银行账户 {card 6 4}
bank-card/number | 工资卡{card 7}
bank-card/number | 户名：王小明；账号：{card 8}；开户银行：某某支行
bank-card/number bank-card/number | 卡号{card 9}，另一卡号{card 10}
bank-card/number | 社保卡金融账户{card 11}
bank-card/number | 请汇入{card 12 4}
bank-card/number | Visa卡号：4111 1111 1111 1111
address/home | 家庭住址：南昌市东湖区沿江路18号3栋2单元501室
address/home | 住址：赣州市章贡区红旗大道99号5栋1单元302室。
address/home | 现住址为九江市浔阳区长虹路12号7幢402室
address/home | 户籍地址：江西省吉安市吉州区某镇上田村3组12号
address/home | 家住上饶市信州区五三大道8号2单元601
address/home | 居住地址：抚州市临川区文昌路66号
address/home | 王小明，住南昌市西湖区朝阳路100号4栋301室。
address/home | 当事人张某，男，住宜春市袁州区秀江路20号6栋2单元203室
address/home | 户籍所在地：萍乡市安源区白源街道土湾村8组
address/home | 现住新余市渝水区仙来大道55号9栋1102室
address/home | 申请人住址：景德镇市珠山区瓷都大道77号10栋3单元402室
address/home | 居住于鹰潭市月湖区胜利路31号2栋
email/personal | 邮箱：wangxiaoming_00@163.com
email/personal | 请发至100000001@qq.com
email/personal | E-mail: someone.invented@gmail.com。
email/personal | 联系邮箱 invented_x@126.com
email/personal | 王小明，invented@foxmail.com
email/personal | 反馈意见请发送至电子邮箱invented-office@sina.com
email/personal | invented＠139.com
email/personal | 信箱：invented@outlook.com；电话：0791-86000004
email/personal email/personal | invented1@qq.com、invented2@qq.com
email/personal | （invented@yeah.net）
email/personal phone/mobile | 王小明，13900001250，invented@189.cn
account/messenger | QQ：100000002
account/messenger | 微信号：invented_name
account/messenger | QQ号码：100000003，请备注姓名
account/messenger | 加微信号：wx12345678
person/reporter | 举报人王小明反映某药店无证经营。
person/reporter | 举报人：李小红，举报内容如下。
person/reporter | 投诉人赵大伟，男，电话略。
person/reporter | 信访人姓名：周小华
person/reporter | 经查，投诉人陈小亮反映的问题属实。
person/reporter | 来信人：孙大海（南昌）
person/patient | 患者王小明，因服药后皮疹就诊。
person/patient | 患者：刘小芳，女，45岁
person/patient | 受试者姓名：郑小强
person/patient | 病人吴大林，男，既往高血压病史。
person/minor | 患儿李小明，男，3岁。
person/minor | 学生：黄小丽（三年级）
person/minor | 受种儿童姓名：徐小宝
mark/classification | 秘密★10年
mark/classification | 机密★20年
mark/classification | 绝密★30年
mark/classification | 秘密★
mark/classification | 机密★长期
mark/classification | 绝密★启用前
mark/classification | 秘密☆1年
mark/classification | 秘　密★５年
mark/classification | 机 密 ★ 1 年
mark/classification | 秘\\u200b密★1年
mark/classification | 秘密*10年
mark/classification | 秘密★一年
mark/classification | 000123　机密★1年　特急
mark/classification | 000001\\n秘密★1年\\n加急\\n某省药品监督管理局文件
mark/classification | 机密
mark/classification | 绝　密
mark/classification | 【秘密】
mark/classification | （机密）
mark/classification | 《秘密》
mark/classification | 机密 特急
mark/classification | 000045 秘密
mark/classification | 秘密级文件
mark/classification | 涉密文件
mark/classification | 涉密
mark/classification | 密级：机密
mark/classification | 密级：秘密★3年
mark/classification | 密级: 内部
mark/classification | 定密级别：秘密
mark/classification | 保密期限：10年
mark/classification | 保密期限：长期
mark/classification | 关于开展专项检查的请示（秘密）
mark/classification | （绝密）关于某项工作的报告
mark/classification | 关于药品储备有关情况的报告【机密】
mark/classification | 某某方案\\n机密\\n2026年3月
mark/classification | 机密　　　　　　　　第 12 号
mark/classification | 会议材料之三　　秘密
mark/classification | 秘密 10年
mark/classification | 附件2\\n秘密★2年\\n储备点名单
mark/classification | 机密▲10年
mark/classification | ★机密★
mark/internal | 内部资料
mark/internal | 内部资料　注意保存
mark/internal | 内部资料，注意保存
mark/internal | 【内部文件】
mark/internal | （内部资料 不得外传）
mark/internal | 内部文件，严禁外传。
mark/internal | 内部使用
mark/internal | 内部明电
mark/internal | 内部参考 第12期
mark/internal | 工作秘密
mark/internal | （工作秘密）
mark/internal | ★工作秘密★
mark/internal | 仅供领导参阅
mark/internal | 仅供内部使用，请勿外传
mark/internal | 阅后即焚
mark/internal | 会后收回
mark/internal | 不得外传
mark/internal | 严禁外传
mark/internal | 请勿扩散
mark/internal | 不对外公开
mark/internal | 保密文件
mark/internal | 密件
mark/internal | 某某工作方案（内部）
mark/internal | 本文件为内部资料，不得外传。
mark/internal | 此件系内部文件，注意保存。
mark/internal | 本材料属于工作秘密，请妥善处理。
mark/internal | 此材料不得对外公开。
mark/internal | 本名单内部掌握。
mark/internal | 此表内部使用，请按要求填报。
mark/internal | 关于排查情况的汇报（内部材料）
mark/internal | 各处室：\\n内部资料 注意保管\\n现将情况通报如下
mark/internal | 内部资料 免费交流
mark/classification | 机密 某省药品监督管理局文件
identity/citizen-id | 自2026-03-02 起 {id 60} 2026-04-05
mark/not-public | （此件不公开）
mark/not-public | （此件依申请公开）
mark/not-public | （此件不予公开）
mark/not-public | 此件暂不公开
mark/not-public | （此件发至县团级）
mark/foreign | TOP SECRET
mark/foreign | CONFIDENTIAL
mark/foreign | INTERNAL USE ONLY
mark/classification identity/citizen-id | 机密\\n证号{id 50}
identity/citizen-id phone/mobile | 王小明，{id 51}，13900001260
identity/citizen-id bank-card/number | {id 52}，卡号{card 20}
wording/T001 | 既使发现问题也难以处理。
wording/T003 | 按照省局统一布署开展工作。
wording/T201 | 把公开做为常态来抓。
wording/T203 | 截止目前，共检查企业120家。
wording/T202 | 其它有关事项按规定办理。
wording/T009 | 建立问题台帐，逐一销号。
wording/T083 | 化装品生产企业应当落实主体责任。
wording/T074 | 加强药品不良反映监测。
wording/T085 | 凭处放药销售。
wording/T084 | 开展医疗器戒专项整治。
wording/T028 | 各级干部要克尽职守。
wording/N003 | 食品药品监督管理总局近日发布通告。
wording/N001 | 请登录国家食品药品监督管理总局网站查询。
wording/N008 | 向江西省食品药品监督管理局提出申请。
wording/N020 | 会同国家卫生和计划生育委员会制定。
wording/N101 | 国家药品监督管理总局发布公告。
wording/N105 | 报省发展与改革委员会备案。
wording/N106 | 省人力资源与社会保障厅审核。
wording/N117 | 国务院办公室印发通知。
wording/P031 | 以习近平新时代特色社会主义思想为指导。
wording/P035 | 坚持中国特色社会主意道路。
wording/P037 | 绿水清山就是金山银山。
wording/P101 | 产品销往日本、香港等国家。
wording/P004 | 促进内地与台湾的交流。
wording/L002 | 根据《药品法》的规定。
wording/L004 | 依据《医疗器械管理条例》处罚。
wording/L102 | 依据《合同法》订立。
wording/D001 | 自2026年6月31日起施行。
wording/D002 | 2026年3月2日（星期五）上午召开。
wording/D007 | 赣药监规[2026]3号
wording/D008 | 赣药监规〔2026〕第3号
wording/D009 | 共检查约300家左右。
wording/D011 | 办理时限缩短了3倍。
wording/D012 | 截止2026年6月，共受理210件。
wording/P103 | 加强监管，，确保安全。
wording/T214 | 没收非法所得并处罚款。
`;
