import type { ThemeConfig } from 'antd';

/** Deep teal on calm ground; figures in tabular numerals (console.css). */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: '#0b5c6b',
    colorInfo: '#0b5c6b',
    // What antd derives of so dark a colour is a grey that reads as switched off.
    colorInfoBg: '#eaf3f3',
    colorInfoBorder: '#cfe3e3',
    colorLink: '#0b6f82',
    borderRadius: 8,
    fontFamily: '"Noto Sans SC","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif',
    colorBgLayout: '#f4f7f7',
    // Who asked the system for less motion gets none.
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
  },
  components: {
    Layout: { siderBg: '#0d3a44', headerBg: '#ffffff' },
    Menu: {
      darkItemBg: '#0d3a44',
      darkItemSelectedBg: '#0f6c7d',
      darkSubMenuItemBg: '#0b323b',
      itemHeight: 36,
    },
    Table: { headerBg: '#f0f5f5' },
  },
};
