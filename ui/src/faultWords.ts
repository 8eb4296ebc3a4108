import { useTranslation } from "react-i18next";
import { Fault } from "./fault";

/** Gives the sentence for a failure: the server's own, which is in the reader's language, else ours by its code. */
export function useFaultWords() {
  const { t } = useTranslation("fault");
  return (failure: unknown): string => {
    if (!(failure instanceof Fault)) return t("code.internal");
    if (failure.detail !== "") return failure.detail;
    return t(`code.${failure.code as "internal"}`, { defaultValue: t("code.internal") });
  };
}

/** Gives the sentences for a failure of a form that marks no fields: those of the fields, if they were at fault. */
export function useFieldWords() {
  const words = useFaultWords();
  return (failure: unknown): string =>
    failure instanceof Fault && failure.faults.length > 0
      ? failure.faults.map(({ sentence }) => sentence).join(" ")
      : words(failure);
}
