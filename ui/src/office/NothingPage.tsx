import { useTranslation } from "react-i18next";

export function NothingPage() {
  const { t } = useTranslation("shell");
  return (
    <main className="nothing" id="content">
      <h1>{t("nothing")}</h1>
      <p>{t("nothingLong")}</p>
      <a href="/office">{t("home")}</a>
    </main>
  );
}
