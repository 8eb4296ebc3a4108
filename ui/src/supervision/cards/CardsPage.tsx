import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert, Button, Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { type CardStatus, cardLooks, type Level, type Look, levelLooks, wordOf } from "../../looks";
import "../../workbench/workbench.css";
import { ItemPicker } from "../../workbench/search/ItemPicker";
import { UnitPicker } from "../../workbench/search/UnitPicker";
import { boardQuery } from "../api";
import { Trail } from "../board/Trail";
import "../../shared/shared.css";
import "../supervision.css";
import { cardsQuery } from "./api";
import { CardTable } from "./CardTable";
import type { CardSearch } from "./search";

const route = getRouteApi("/shell/cards");

/** The card desk: warnings and cards that I may see, newest first. */
export function CardsPage() {
  const { t } = useTranslation(["supervision", "shell"]);
  const words = useFaultWords();
  const search = route.useSearch();
  const go = route.useNavigate();
  const cards = useInfiniteQuery(cardsQuery(search));
  const place = useQuery({ ...boardQuery(search.path), enabled: search.path !== undefined });
  const rows = cards.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section>
      <h1>{t("cards.title")}</h1>
      {search.path && place.data && <Trail division={place.data.division} />}
      <Filters
        search={search}
        narrow={(change) => go({ search: (before) => ({ ...before, ...change }), replace: true })}
        clear={() => go({ search: {}, replace: true })}
      />
      {cards.error && <Alert type="error" showIcon title={words(cards.error)} />}
      <CardTable rows={rows} loading={cards.isPending} />
      {cards.hasNextPage && (
        <Button className="more" loading={cards.isFetchingNextPage} onClick={() => cards.fetchNextPage()}>
          {t("shell:more")}
        </Button>
      )}
    </section>
  );
}

type Asked = { search: CardSearch; narrow: (change: Partial<CardSearch>) => void; clear: () => void };

const signals: Level[] = ["warning", "yellow", "red"];

function Filters({ search, narrow, clear }: Asked) {
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
