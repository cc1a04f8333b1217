import type { Face } from './fonts.ts';

/**
 * What Word and WPS call the typefaces of official documents, and what else the same is called where that one is missing: on newer Windows, on
 * macOS, on Linux. Fonts are not put into the file: most of these may not be passed on.
 */
export const TYPEFACES: Readonly<
  Record<Face, { readonly name: string; readonly others: readonly string[]; readonly family: string }>
> = {
  body: { name: '仿宋_GB2312', others: ['仿宋', 'FangSong', 'STFangsong', '方正仿宋_GBK'], family: 'modern' },
  title: {
    name: '方正小标宋简体',
    others: [
      '方正小标宋_GBK',
      '小标宋',
      'FZXiaoBiaoSong-B05S',
      'Source Han Serif SC Heavy',
      'Noto Serif SC Black',
      '宋体',
    ],
    family: 'auto',
  },
  heading: { name: '黑体', others: ['SimHei', 'STHeiti', 'Noto Sans SC'], family: 'modern' },
  subheading: { name: '楷体_GB2312', others: ['楷体', 'KaiTi', 'STKaiti'], family: 'modern' },
};
