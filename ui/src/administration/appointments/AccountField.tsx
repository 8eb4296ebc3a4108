import { AccountPicker } from "./AccountPicker";

type Given = { id?: string; value?: string; onChange?: (account: string | undefined) => void; label: string };

/** A person as a field of a form. */
export function AccountField({ id, value, onChange, label }: Given) {
  return (
    <AccountPicker id={id} value={value} width="100%" label={label} onPick={(account) => onChange?.(account?.id)} />
  );
}
