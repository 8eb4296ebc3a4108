import { useTranslation } from "react-i18next";
import { Go } from "./Go";
import { useTitle } from "./title";

export function NothingPage() {
  const { t } = useTranslation("hall");
  useTitle(t("nothing"));
  return (
    <div className="sheet">
      <h1>{t("nothing")}</h1>
      <p>{t("nothingLong")}</p>
      <Go to="/" className="button">
        {t("home")}
      </Go>
    </div>
  );
}
