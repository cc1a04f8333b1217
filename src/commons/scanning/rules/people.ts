/** The surnames nearly all people bear, for telling a name from a word. From the order of the 2020 census report, ours to shorten. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由';
const NAME = `(?:欧阳|上官|司马|诸葛|皇甫|令狐|司徒|夏侯|[${SURNAMES}])[\\u4e00-\\u9fa5]{1,2}`;

/** Words that begin like a name and stand where names stand. */
const NOT_NAMES =
  /^(?:[由原元但和来相都应易向时项其]|广[东西州]|何[时处地人种]|万人|万元|万家|严格|严禁|严重|丰富|乙方|于一|于三|于上|于下|于二|于五|于今|于公|于其|于前|于十|于去|于发|于同|于后|于当|于收|于是|于本|于此|于每|于规|于该|云南|井下|任何|任务|任命|任职|但是|何地|何时|何种|信息|信用|信箱|信访|元整|党员|党委|党组|全体|全国|全市|全年|全省|全程|全部|关于|关怀|关注|关爱|关系|关联|关键|农业|农户|农村|冷藏|冷链|初审|初步|利用|利益|包含|包括|包装|华东|华南|卓越|单位|南方|南昌|卫生|原件|原则|原因|原料|双方|古代|史料|司机|司法|吉安|吉林|周一|周三|周二|周五|周四|周围|周年|周期|周末|周边|和谐|商品|商户|商标|国产|国务|国家|国药|国际|夏季|季度|宁夏|宁波|安全|安徽|安排|安装|安阳|宣传|宣布|家属|家长|容易|容量|富有|封存|居住|居民|展品|展示|左右|师傅|师资|席位|常住|常年|常用|常见|常规|干燥|干部|平台|平均|平方|平等|应当|应急|应诉|应该|康复|廉洁|强制|强烈|强调|成分|成员|成年|成本|成果|成立|成都|成长|房产|房号|支付|支持|文书|文件|文化|文号|文字|文明|文本|文身|方便|方式|方案|方法|方面|施工|施行|时候|时刻|时效|时间|时限|明显|明确|明细|易于|景区|景德|智慧|智能|权利|权威|权益|权限|来信|来源|来电|来访|查处|查看|查询|植物|武器|武汉|段落|毛重|水平|江南|江苏|江西|海关|海南|温州|温度|温湿|温馨|游客|满分|满意|满足|牛奶|生产|甲方|申请|白天|白色|相关|相对|相应|石家|石油|祖国|程序|程度|章程|章节|简称|简要|管理|米饭|索取|索赔|红色|经办|荣誉|薄膜|解决|解答|解释|计划|计算|计量|许可|费用|路径|路线|车辆|车间|连同|连续|连锁|通报|通知|通过|都应|金属|金融|金额|钱款|阎王|阳光|阳性|阴性|项下|项目|马上|高中|高效|高新|高校|高温|高级|黄金|齐全|齐备)/;
const ROLE_AFTER = /^(?:先生|女士|同志|老师|医生|主任|处长|科长|局长|经理)/;

/** The name that ends the text (but for brackets, colons, blanks), when it stands by itself or behind a role; else undefined. */
export function nameAtEnd(before: string): string | undefined {
  const found = AT_END.exec(before);
  const name = found?.[2];
  return name && !NOT_NAMES.test(name) ? name : undefined;
}

const AT_END = new RegExp(
  `(^|[^\\u4e00-\\u9fa5]|联系人|经办人|姓名|法定代表人|负责人|当事人|申请人|收件人|联络员)(${NAME})(?:先生|女士|同志|老师)?[\\s:,、(\\[|\\u241f]*(?:(?:联系)?(?:电话|手机|方式|号码|tel)+[\\s:]*)?$`,
  'i',
);

/** Places where a role of `roles` is followed by a full name (not 某, not ×): start and end of the name. */
export function* namesBehind(text: string, roles: RegExp): Generator<{ start: number; end: number; value: string }> {
  for (const role of text.matchAll(roles)) {
    const start = role.index + role[0].length;
    const value = WHOLE_NAME.exec(text.slice(start, start + 8))?.[1];
    if (value === undefined || /[某×xX*]/.test(value) || NOT_NAMES.test(value) || ROLE_AFTER.test(value.slice(1)))
      continue;
    yield { start, end: start + value.length, value };
  }
}

/** A name ends where the word does: at a mark, or before what is said of a person in such texts. */
const WHOLE_NAME = new RegExp(`^(${NAME}?)(?=[\\s,，。;；、:()（）|\\u241f]|$|因|男|女|反映|举报|投诉|系|于20|的家)`);
