import { useTranslation } from "react-i18next";
import { UnitPicker } from "../search/UnitPicker";
import type { Given } from "./given";

/** The superior unit that takes a step over. */
export function UnitChoice({ id, value, onChange }: Given<string | undefined>) {
  const { t } = useTranslation("workbench");
  return (
    <UnitPicker
      id={id}
      value={value}
      width="100%"
      label={t("command.field.to_unit")}
      onPick={(unit) => onChange?.(unit?.id)}
    />
  );
}
