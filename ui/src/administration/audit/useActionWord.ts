import type { TFunction } from "i18next";
import { useTranslation } from "react-i18next";
import { verbLooks, wordOf } from "../../looks";
import { isAct, isOwn, things } from "./actions";

/** Gives the word for an audited action. */
export function useActionWord() {
  const { t, i18n } = useTranslation("administration");
  return (action: string) => actionWord(action, t, i18n.language);
}

/**
 * The word for an audited action: our own, that of a command, a permission on a kind of thing ("publish_calendar"), or
 * the request that was not right, by the name of its operation. What nobody knows stays as it is.
 */
export function actionWord(action: string, t: TFunction<"administration">, language: string): string {
  if (isOwn(action)) return t(`audit.actions.${action}`);
  const look = verbLooks[action as keyof typeof verbLooks];
  if (look) return wordOf(look, language);
  const what = things.find((thing) => action.endsWith(`_${thing}`));
  if (what) {
    const act = action.slice(0, -what.length - 1);
    const deed = verbLooks[act as keyof typeof verbLooks];
    const acts = isAct(act) ? t(`audit.acts.${act}`) : deed && wordOf(deed, language);
    if (acts) return t("audit.permission", { act: acts, what: t(`audit.things.${what}`) });
  }
  return /^[a-z]+([A-Z]|$)/.test(action) ? t("audit.operation", { operation: action }) : action;
}
