import { RemotePicker } from "../../workbench/search/RemotePicker";
import { type Account, accountChoices } from "../accounts/api";

type Asked = {
  value?: string;
  label: string;
  onPick: (account: Account | undefined) => void;
  id?: string;
  width?: number | string;
};

/** A person, found by the beginning of the login. */
export function AccountPicker(props: Asked) {
  return (
    <RemotePicker<Account>
      {...props}
      ask={accountChoices}
      keyOf={({ id }) => id}
      show={({ name, login }) => `${name} (${login})`}
    />
  );
}
