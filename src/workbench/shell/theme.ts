import type { ThemeConfig } from 'antd';

/** The tokens of the house for Ant Design: deep official blue, greys dark enough to read, square-shouldered and dense. */
export const theme: ThemeConfig = {
  cssVar: { key: 'sunlit' },
  hashed: false,
  token: {
    colorPrimary: '#1b4f91',
    colorLink: '#1b4f91',
    colorLinkHover: '#123f7a',
    colorLinkActive: '#123f7a',
    colorInfo: '#1b4f91',
    colorSuccess: '#1f7a4d',
    colorWarning: '#b45309',
    colorError: '#b42318',
    colorText: '#1d2733',
    colorTextSecondary: '#47535f',
    colorTextTertiary: '#5b6672',
    colorTextDescription: '#5b6672',
    colorTextPlaceholder: '#6b7580',
    colorBgLayout: '#f1f4f8',
    colorBorder: '#8d98a5',
    colorBorderSecondary: '#dfe4ea',
    // Pale grounds, named because those Ant Design derives from so deep a blue are grey.
    colorPrimaryBg: '#e6eefa',
    colorPrimaryBgHover: '#d8e4f5',
    controlItemBgActive: '#e6eefa',
    colorInfoBg: '#eef4fb',
    colorInfoBorder: '#b9cde6',
    colorSuccessBg: '#edf7f1',
    colorSuccessBorder: '#b5dbc5',
    colorWarningBg: '#fff4e5',
    colorWarningBorder: '#f1cf9f',
    colorErrorBg: '#fdecea',
    colorErrorBorder: '#f2b8b3',
    borderRadius: 4,
    fontSize: 14,
    fontFamily:
      "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Source Han Sans SC', sans-serif",
    // Whoever asked for no motion gets none: where styles alone forbid it, components wait for an end that never comes.
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    motionDurationMid: '0.12s',
    motionDurationSlow: '0.16s',
  },
  components: {
    Table: { headerBg: '#eef2f7', headerColor: '#333f4b', cellPaddingBlockSM: 7, rowHoverBg: '#f4f8fd' },
    Tabs: { horizontalMargin: '0 0 12px 0' },
    Button: { primaryShadow: 'none', defaultShadow: 'none' },
  },
};
