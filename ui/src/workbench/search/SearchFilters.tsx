import { Button, DatePicker, Select } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { type CaseStatus, type Level, type Look, levelLooks, statusLooks, wordOf } from "../../looks";
import { type CaseSearch, type CaseState, caseStates } from "./api";
import { ItemPicker } from "./ItemPicker";
import { NumberSearch } from "./NumberSearch";
import { UnitPicker } from "./UnitPicker";

type Asked = { search: CaseSearch; narrow: (change: Partial<CaseSearch>) => void; clear: () => void };

/** What narrows the list of cases. */
export function SearchFilters({ search, narrow, clear }: Asked) {
  const { t, i18n } = useTranslation("workbench");
  const options = (looks: Record<string, Look>) =>
    Object.entries(looks).map(([value, look]) => ({ value, label: wordOf(look, i18n.language) }));
  return (
    <search className="filters filters-wide">
      <NumberSearch value={search.number} onSearch={(number) => narrow({ number })} />
      <ItemPicker value={search.item} onPick={(item) => narrow({ item: item?.key })} label={t("search.item")} />
      <UnitPicker value={search.unit} onPick={(unit) => narrow({ unit: unit?.id })} label={t("search.unit")} />
      <Select<CaseState>
        style={{ width: 130 }}
        aria-label={t("search.state")}
        placeholder={t("search.state")}
        allowClear
        value={search.state}
        options={caseStates.map((value) => ({ value, label: t(`state.${value}`) }))}
        onChange={(state) => narrow({ state })}
      />
      <Select<CaseStatus[]>
        style={{ minWidth: 150 }}
        mode="multiple"
        maxTagCount="responsive"
        aria-label={t("column.status")}
        placeholder={t("column.status")}
        allowClear
        value={search.status}
        options={options(statusLooks) as { value: CaseStatus; label: string }[]}
        onChange={(status) => narrow({ status: status.length > 0 ? status : undefined })}
      />
      <Select<Level>
        style={{ width: 120 }}
        aria-label={t("column.level")}
        placeholder={t("column.level")}
        allowClear
        value={search.level}
        options={options(levelLooks) as { value: Level; label: string }[]}
        onChange={(level) => narrow({ level })}
      />
      <DatePicker.RangePicker
        aria-label={t("search.submitted")}
        placeholder={[t("search.from"), t("search.to")]}
        allowEmpty={[true, true]}
        value={[search.from ? dayjs(search.from) : null, search.to ? dayjs(search.to) : null]}
        onChange={(days) => narrow({ from: dayOf(days?.[0]), to: dayOf(days?.[1]) })}
      />
      <Button type="text" onClick={clear}>
        {t("search.clear")}
      </Button>
    </search>
  );
}

const dayOf = (day: dayjs.Dayjs | null | undefined) => day?.format("YYYY-MM-DD");
