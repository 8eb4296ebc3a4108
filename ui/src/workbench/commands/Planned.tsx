import { InputNumber, Select, Space } from "antd";
import { useTranslation } from "react-i18next";
import type { Unit } from "../left";
import type { PlannedLimit } from "./fields";
import type { Given } from "./given";

const units: Unit[] = ["workday", "day", "workhour", "hour", "month"];

/** How much time something is planned to take. Working days unless another unit is chosen. */
export function Planned({ id, value = {}, onChange, ...said }: Given<Partial<PlannedLimit>>) {
  const { t } = useTranslation(["workbench", "word"]);
  const unit = value.unit ?? "workday";
  return (
    <Space.Compact>
      <InputNumber
        {...said}
        id={id}
        min={1}
        max={10000}
        precision={0}
        value={value.n}
        onChange={(n) => onChange?.(n === null ? {} : { n: Number(n), unit })}
      />
      <Select<Unit>
        style={{ width: 130 }}
        aria-label={t("command.unit")}
        value={unit}
        options={units.map((each) => ({ value: each, label: t(`word:unit.${each}`) }))}
        onChange={(next) => onChange?.({ ...value, unit: next })}
      />
    </Space.Compact>
  );
}
