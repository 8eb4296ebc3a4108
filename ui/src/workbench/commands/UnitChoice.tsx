import { Select } from "antd";
import { useTranslation } from "react-i18next";
import { named } from "../../show";
import type { Offer } from "../cases/api";
import type { Given } from "./given";

/** The department above that takes a step over: only one with somebody who could do it. */
export function UnitChoice({ offer, ...given }: Given<string> & { offer: Offer }) {
  const { i18n } = useTranslation();
  const options = offer.units?.map((unit) => ({ value: unit.id, label: named(unit, i18n.language) }));
  return <Select {...given} showSearch={{ optionFilterProp: "label" }} options={options} />;
}
