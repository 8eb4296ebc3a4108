import { useTranslation } from "react-i18next";

type Form = { getFieldValue: (name: string) => string };

/** The rule that a password typed again is the password of another field. */
export function useSame(field: string) {
  const { t } = useTranslation("account");
  return ({ getFieldValue }: Form) => ({
    validator: async (_: unknown, again: string) => {
      if (again !== getFieldValue(field)) throw new Error(t("password.differ"));
    },
  });
}
