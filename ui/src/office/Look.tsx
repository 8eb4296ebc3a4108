import { App, ConfigProvider } from "antd";
import en from "antd/locale/en_US";
import zh from "antd/locale/zh_CN";
import dayjs from "dayjs";
import "dayjs/locale/zh-cn";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { theme } from "./theme";

/** Gives Ant Design our colours and the page's language. Without the added space, "提交" stays one word for readers. */
export function Look({ children }: { children: ReactNode }) {
  const { i18n } = useTranslation();
  const english = i18n.language.startsWith("en");
  dayjs.locale(english ? "en" : "zh-cn");
  return (
    <ConfigProvider locale={english ? en : zh} theme={theme} button={{ autoInsertSpace: false }}>
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}
