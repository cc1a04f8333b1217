/** The surnames nearly all people bear, for telling a name from a word. From the order of the 2020 census report, ours to shorten. */
const SURNAMES =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳欧管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由';
const NAME = `(?:欧阳|上官|司马|诸葛|皇甫|令狐|司徒|夏侯|[${SURNAMES}])[\\u4e00-\\u9fa5]{1,2}`;

/** Words that begin like a name and stand where names stand. */
const NOT_NAMES =
  /^(?:单位|时间|方式|文号|许可|安全|管理|项目|金额|万元|任务|常年|高新|江西|江苏|安徽|云南|温州|宁波|宁夏|明细|全国|全省|全市|全部|公告|公示|公开|公司|和|于|相关|有关|平台|应急|计划|关于|信息|信箱|国家|国药|海南|都|时限|原|位于|向|由|但|普通|石家庄|阳光|白天|南昌|景德|武汉|广|吉安|安阳|成都|温馨|钱款|高效|文件|文书|金属|任何|何时|何|万|包括|包装|支付|支持|利用|居民|居住|信访|信用|元|元整|平均|平方|农村|农户|师傅|官网|封存|查询|查看|强制|权利|权限|海关|智能|富|植物|展品|原料|原件|简称|简要|项|连续|连锁|解答|解释|房号|房产|游客|路线|路|成员|成立|成果|盛|章程|章节|易|应当|应|荣誉|华东|华南|商标|商品|商户|师|边|全|席|卫生|米|党|党组|景区|冷链|宫|费用|关|左右|包|方|方案|方法|常见|常|向社会|孔|武|严重|严格|万方|马上|高级|高中|高|周期|周|周一|周二|周三|周四|周五|周末|许|何处|程序|程|段|史|毛|金|石|夏季|白|江|雷|龙|文|文字|文本|文明|文化|康|温|施|施行|施工|牛|安|安排|齐全|季度|时|时效|时刻|古|司法|司机|车|车辆|项下|麦|明|明确|明显|阴性|阳性|阳|干|干部|干燥|信|相|相对|相应|初|初步|初审|容|容量|来|来源|来信|来访|来电|都是|普|宣传|索|计|计量|平|国|国务|丰|巴|祖|井|廉|练|盖|朴|豆|帅)/;
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
