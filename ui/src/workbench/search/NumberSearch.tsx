import { Input } from "antd";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";

/** Looks for a case number; Enter searches, an emptied field shows everything again. */
export function NumberSearch({ value, onSearch }: { value?: string; onSearch: (number: string | undefined) => void }) {
  const { t } = useTranslation("workbench");
  const [typed, type] = useState(value ?? "");
  useEffect(() => type(value ?? ""), [value]);
  const search = () => onSearch(typed.trim() || undefined);
  return (
    <Input
      style={{ width: 220 }}
      aria-label={t("search.number")}
      placeholder={t("search.number")}
      prefix={<Icon name="search" />}
      value={typed}
      maxLength={50}
      allowClear
      onChange={(event) => type(event.target.value)}
      onClear={() => onSearch(undefined)}
      onPressEnter={search}
      onBlur={search}
    />
  );
}
