import { useTranslation } from "react-i18next";
import { verbLook, wordOf } from "../../looks";
import { isOwn } from "./actions";

/** Gives the word for an audited action: our own, else the word of the command. */
export function useActionWord() {
  const { t, i18n } = useTranslation("administration");
  return (action: string) => (isOwn(action) ? t(`audit.actions.${action}`) : wordOf(verbLook(action), i18n.language));
}
