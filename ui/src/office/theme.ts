import type { ThemeConfig } from "antd";

/** Ant Design in our colours. The text tokens are those that pass WCAG AA on white and on the page's ground. */
export const theme: ThemeConfig = {
  token: {
    colorPrimary: "#1a4b8f",
    colorInfo: "#1a4b8f",
    colorLink: "#1a4b8f",
    colorLinkHover: "#12386f",
    colorLinkActive: "#0f2747",
    colorSuccess: "#1b6b46",
    colorWarning: "#7a4b00",
    colorError: "#a8201a",
    colorText: "#13233f",
    colorTextSecondary: "#44526b",
    colorTextDescription: "#55607a",
    colorTextTertiary: "#55607a",
    colorTextPlaceholder: "#667085",
    colorBgLayout: "#f4f6fa",
    colorBorder: "#b7c0cf",
    colorBorderSecondary: "#d9dfe9",
    borderRadius: 5,
    fontFamily: "var(--sans)",
    fontSize: 14,
    controlHeight: 34,
    motion: !window.matchMedia("(prefers-reduced-motion: reduce)").matches,
  },
  components: {
    Table: { headerBg: "#eef2f8", headerColor: "#44526b", cellPaddingBlock: 10, rowHoverBg: "#f3f7fd" },
    Card: { headerFontSize: 15 },
    Menu: {
      darkItemBg: "#0f2747",
      darkSubMenuItemBg: "#0f2747",
      darkItemColor: "#c9d6ea",
      darkItemSelectedBg: "#1d4a86",
      darkGroupTitleColor: "#93a7c6",
      itemHeight: 40,
    },
    Layout: { siderBg: "#0f2747", headerBg: "#ffffff" },
  },
};
