import { Button, Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { type CardStatus, cardLooks, type Level, type Look, levelLooks, wordOf } from "../../looks";
import { ItemPicker } from "../../workbench/search/ItemPicker";
import { UnitPicker } from "../../workbench/search/UnitPicker";
import type { CardSearch } from "./search";

type Asked = { search: CardSearch; narrow: (change: Partial<CardSearch>) => void; clear: () => void };

const signals: Level[] = ["warning", "yellow", "red"];

/** What narrows the list of all cards. */
export function Filters({ search, narrow, clear }: Asked) {
  const { t, i18n } = useTranslation("supervision");
  const word = (look: Look) => wordOf(look, i18n.language);
  return (
    <search className="filters filters-wide">
      <Select<Level>
        style={{ width: 120 }}
        aria-label={t("cards.level")}
        placeholder={t("cards.level")}
        allowClear
        value={search.level}
        options={signals.map((value) => ({ value, label: word(levelLooks[value]) }))}
        onChange={(level) => narrow({ level })}
      />
      <Select<CardStatus>
        style={{ width: 170 }}
        aria-label={t("cards.status")}
        placeholder={t("cards.status")}
        allowClear
        value={search.status}
        options={Object.entries(cardLooks).map(([value, look]) => ({ value: value as CardStatus, label: word(look) }))}
        onChange={(status) => narrow({ status })}
      />
      <ItemPicker value={search.item} onPick={(item) => narrow({ item: item?.key })} label={t("cards.item")} />
      <UnitPicker value={search.unit} onPick={(unit) => narrow({ unit: unit?.id })} label={t("cards.unit")} />
      <Checkbox
        checked={search.waiting ?? false}
        onChange={(event) => narrow({ waiting: event.target.checked || undefined })}
      >
        {t("cards.waiting")}
      </Checkbox>
      <Checkbox
        checked={search.withheld ?? false}
        onChange={(event) => narrow({ withheld: event.target.checked || undefined })}
      >
        {t("cards.withheld")}
      </Checkbox>
      <Button type="text" onClick={clear}>
        {t("cards.clear")}
      </Button>
    </search>
  );
}
