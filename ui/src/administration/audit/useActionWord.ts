import { useTranslation } from "react-i18next";
import { verbLook, wordOf } from "../../looks";
import { isOwn } from "./actions";

/** Gives the word for an audited action: our own, else the word of the command. */
export function useActionWord() {
  const { t, i18n } = useTranslation("administration");
  return (action: string) => {
    if (isOwn(action)) return t(`audit.actions.${action}`);
    if (action.startsWith("read_"))
      return t("audit.reading", { what: t(`audit.things.${action.slice(5) as "audit"}`) });
    return wordOf(verbLook(action), i18n.language);
  };
}
