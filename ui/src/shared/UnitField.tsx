import { UnitPicker } from "../workbench/search/UnitPicker";

type Given = { id?: string; value?: string; onChange?: (unit: string | undefined) => void; label: string };

/** A unit as a field of a form: Ant Design's form hands it value and change. */
export function UnitField({ id, value, onChange, label }: Given) {
  return <UnitPicker id={id} value={value} width="100%" label={label} onPick={(unit) => onChange?.(unit?.id)} />;
}
