import { useTranslation } from "react-i18next";
import { named } from "../../show";
import { type Unit, unitsQuery } from "./api";
import { RemotePicker } from "./RemotePicker";

type Asked = {
  value?: string;
  label: string;
  onPick: (unit: Unit | undefined) => void;
  id?: string;
  width?: number | string;
};

/** A unit, found by part of its name. */
export function UnitPicker(props: Asked) {
  const { i18n } = useTranslation();
  return (
    <RemotePicker<Unit>
      {...props}
      ask={unitsQuery}
      keyOf={(unit) => unit.id}
      show={(unit) => named(unit, i18n.language)}
    />
  );
}
