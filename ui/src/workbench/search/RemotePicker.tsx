import { type UseQueryOptions, useQuery } from "@tanstack/react-query";
import { Select } from "antd";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";

type Asked<Row> = {
  /** The chosen key. */
  value?: string;
  label: string;
  /** What to ask the server for a part of the name. */
  // biome-ignore lint/suspicious/noExplicitAny: the key and page types of the query do not matter here
  ask: (q: string) => UseQueryOptions<{ rows: Row[] }, Error, any, any>;
  keyOf: (row: Row) => string;
  show: (row: Row) => string;
  /** What stands beside the name in the list. */
  beside?: (row: Row) => string;
  onPick: (row: Row | undefined) => void;
  id?: string;
  disabled?: boolean;
  width?: number | string;
};

/** A choice among many rows that the server finds while one types. */
export function RemotePicker<Row>({
  value,
  label,
  ask,
  keyOf,
  show,
  beside,
  onPick,
  id,
  disabled,
  width = 220,
}: Asked<Row>) {
  const { t } = useTranslation("workbench");
  const [typed, type] = useState("");
  const { data, isFetching } = useQuery<{ rows: Row[] }>(ask(useDeferredValue(typed.trim())));
  const rows = data?.rows ?? [];
  return (
    <Select
      id={id}
      style={{ width }}
      aria-label={label}
      placeholder={label}
      value={value}
      disabled={disabled}
      allowClear
      loading={isFetching}
      showSearch={{ filterOption: false, onSearch: type }}
      notFoundContent={isFetching ? t("search.looking") : t("search.noMatch")}
      options={rows.map((row) => ({ value: keyOf(row), label: show(row), beside: beside?.(row) }))}
      optionRender={({ label, data }) => (
        <>
          {label} <small className="hint">{data.beside}</small>
        </>
      )}
      onChange={(key: string | undefined) => onPick(rows.find((row) => keyOf(row) === key))}
    />
  );
}
