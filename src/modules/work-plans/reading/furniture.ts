/** What a government website prints around an article: breadcrumbs, font switches, counters, footers. Not the plan. */
export function isFurniture(line: string): boolean {
  return furniture.some((pattern) => pattern.test(line));
}

/** The first line below an article: everything from here on belongs to the website. */
export function endsArticle(line: string): boolean {
  return endings.some((pattern) => pattern.test(line));
}

const furniture: readonly RegExp[] = [
  /^您?(?:现在|当前|目前)?(?:所在)?(?:的)?位置\s*[:：]/,
  /^首页(?:\s*[>＞»/].*)?$/,
  /^[>＞»]/,
  /^[【[]?\s*(?:字体|字号)\s*[:：]/,
  /^[【[]?(?:打印|关闭|收藏|分享|打印本页|打印此页|关闭窗口|返回顶部|回到顶部)[】\]]?$/,
  /^(?:大|中|小|默认|\s|\||｜)+$/,
  /^(?:分享到|扫一扫|用微信扫描|无障碍|繁体|English)/,
  /^(?:浏览次数|点击数|点击率|阅读次数|访问量)/,
  /^[（(]此件(?:公开|主动公开|依申请公开|不予公开)[^）)]*[）)]$/,
];

const endings: readonly RegExp[] = [
  /^(?:浏览次数|点击数|阅读次数|访问量)/,
  /^(?:上一篇|下一篇|相关链接|相关附件|相关文章|相关稿件|扫一扫|分享到)/,
  /^版权所有|^Copyright|ICP备|公网安备|^网站标识码|^技术支持|^(?:主办单位|承办单位)[:：].*(?:地址|电话|邮编|ICP)/i,
  /^手机版|电脑版\s*[|｜]|^回到顶部$|^返回顶部$/,
  /^[【[](?:打印|关闭|打印本页|关闭窗口)[】\]]/,
];
