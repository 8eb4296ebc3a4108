import { useTranslation } from "react-i18next";
import { named } from "../../show";
import { type ItemSummary, itemsQuery } from "./api";
import { RemotePicker } from "./RemotePicker";

type Asked = {
  value?: string;
  label: string;
  onPick: (item: ItemSummary | undefined) => void;
  id?: string;
  width?: number | string;
  disabled?: boolean;
};

/** A service item, found by name, pinyin or the pinyin's initials. */
export function ItemPicker(props: Asked) {
  const { i18n } = useTranslation();
  return (
    <RemotePicker<ItemSummary>
      {...props}
      ask={itemsQuery}
      keyOf={(item) => item.key}
      show={(item) => named(item, i18n.language)}
      beside={(item) => named(item.unit, i18n.language)}
    />
  );
}
