import { Segmented } from "antd";
import { useTranslation } from "react-i18next";
import { chooseLanguage, type Language, languages } from "../i18n";
import { officeWords } from "../i18n/office";

export function LanguageSwitch() {
  const { t, i18n } = useTranslation("shell");
  return (
    <Segmented<Language>
      size="small"
      aria-label={t("language")}
      value={i18n.language as Language}
      options={Object.entries(languages).map(([value, label]) => ({ value: value as Language, label }))}
      onChange={(language) => chooseLanguage(officeWords, language)}
    />
  );
}
