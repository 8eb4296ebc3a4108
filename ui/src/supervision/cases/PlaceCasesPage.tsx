import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert, Button, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { type Level, levelLooks, wordOf } from "../../looks";
import "../../workbench/workbench.css";
import { type CaseState, caseStates } from "../../workbench/search/api";
import { ItemPicker } from "../../workbench/search/ItemPicker";
import { NumberSearch } from "../../workbench/search/NumberSearch";
import { UnitPicker } from "../../workbench/search/UnitPicker";
import { boardQuery } from "../api";
import { Trail } from "../board/Trail";
import "../../shared/shared.css";
import "../supervision.css";
import { casesBelowQuery, type PlaceSearch } from "./api";
import { PlaceCases } from "./PlaceCases";

const route = getRouteApi("/shell/supervision/cases");

/** The cases behind a figure of the board, narrowed by what the page's address says. */
export function PlaceCasesPage() {
  const { t } = useTranslation(["supervision", "workbench", "shell"]);
  const words = useFaultWords();
  const search = route.useSearch();
  const go = route.useNavigate();
  const cases = useInfiniteQuery(casesBelowQuery(search));
  const place = useQuery({ ...boardQuery(search.path), enabled: search.path !== undefined });
  const rows = cases.data?.pages.flatMap((page) => page.rows) ?? [];
  const narrow = (change: Partial<PlaceSearch>) =>
    go({ search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <section>
      <h1>{t("cases.title")}</h1>
      {search.path && place.data && <Trail division={place.data.division} />}
      <Filters search={search} narrow={narrow} />
      {cases.error && <Alert type="error" showIcon title={words(cases.error)} />}
      <PlaceCases rows={rows} state={search.state} loading={cases.isPending} />
      {cases.hasNextPage && (
        <Button className="more" loading={cases.isFetchingNextPage} onClick={() => cases.fetchNextPage()}>
          {t("shell:more")}
        </Button>
      )}
    </section>
  );
}

type Asked = { search: PlaceSearch; narrow: (change: Partial<PlaceSearch>) => void };

function Filters({ search, narrow }: Asked) {
  const { t, i18n } = useTranslation(["supervision", "workbench"]);
  const levels = Object.entries(levelLooks) as [Level, (typeof levelLooks)[Level]][];
  return (
    <search className="filters filters-wide">
      <NumberSearch value={search.number} onSearch={(number) => narrow({ number })} />
      <ItemPicker
        value={search.item}
        onPick={(item) => narrow({ item: item?.key })}
        label={t("workbench:search.item")}
      />
      <UnitPicker
        value={search.unit}
        onPick={(unit) => narrow({ unit: unit?.id })}
        label={t("workbench:search.unit")}
      />
      <Select<CaseState>
        style={{ width: 130 }}
        aria-label={t("workbench:search.state")}
        placeholder={t("workbench:search.state")}
        allowClear
        value={search.state}
        options={caseStates.map((value) => ({ value, label: t(`workbench:state.${value}`) }))}
        onChange={(state) => narrow({ state })}
      />
      <Select<Level>
        style={{ width: 130 }}
        aria-label={t("workbench:column.level")}
        placeholder={t("workbench:column.level")}
        allowClear
        value={search.level}
        options={levels.map(([value, look]) => ({ value, label: wordOf(look, i18n.language) }))}
        onChange={(level) => narrow({ level })}
      />
      {(search.from || search.to) && (
        <Button onClick={() => narrow({ from: undefined, to: undefined })}>
          {t("cases.submitted", { from: search.from ?? "…", to: search.to ?? "…" })} ×
        </Button>
      )}
      {(search.decided_from || search.decided_to) && (
        <Button onClick={() => narrow({ decided_from: undefined, decided_to: undefined })}>
          {t("cases.decided", { from: search.decided_from ?? "…", to: search.decided_to ?? "…" })} ×
        </Button>
      )}
    </search>
  );
}
