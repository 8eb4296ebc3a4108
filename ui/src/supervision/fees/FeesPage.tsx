import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert, Button, Checkbox, DatePicker, Radio, Select } from "antd";
import dayjs from "dayjs";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import "../../shared/shared.css";
import "../../workbench/workbench.css";
import { ItemPicker } from "../../workbench/search/ItemPicker";
import { UnitPicker } from "../../workbench/search/UnitPicker";
import "../supervision.css";
import { feesQuery, figuresQuery } from "./api";
import { FigureTable, MovementTable } from "./FeeTables";
import { type FeeKind, type FeeSearch, kinds, ways } from "./search";

const route = getRouteApi("/shell/supervision/fees");

/** Fee supervision (收费监察): what was charged and paid where, what differs, and every movement behind it. */
export function FeesPage() {
  const { t } = useTranslation(["supervision", "shell"]);
  const words = useFaultWords();
  const search = route.useSearch();
  const go = route.useNavigate();
  const figures = useQuery(figuresQuery(search));
  const fees = useInfiniteQuery(feesQuery(search));
  const rows = fees.data?.pages.flatMap((page) => page.rows) ?? [];
  const show = (next: FeeSearch) => go({ search: next, replace: true });
  return (
    <section>
      <h1>{t("fees.title")}</h1>
      <p className="hint lead">{t("fees.what")}</p>
      <Filters search={search} narrow={(change) => show({ ...search, ...change })} clear={() => show({})} />
      {figures.error && <Alert type="error" showIcon title={words(figures.error)} />}
      <h2>{t("fees.figures")}</h2>
      <Radio.Group
        className="lead"
        aria-label={t("fees.figures")}
        value={search.per ?? "unit"}
        optionType="button"
        options={ways.map((value) => ({ value, label: t(`fees.by.${value}`) }))}
        onChange={(event) => show({ ...search, per: event.target.value })}
      />
      <FigureTable rows={figures.data?.rows ?? []} loading={figures.isPending} search={search} />
      <h2>{t("fees.movements")}</h2>
      {fees.error && <Alert type="error" showIcon title={words(fees.error)} />}
      <MovementTable rows={rows} loading={fees.isPending} />
      {fees.hasNextPage && (
        <Button className="more" loading={fees.isFetchingNextPage} onClick={() => fees.fetchNextPage()}>
          {t("shell:more")}
        </Button>
      )}
    </section>
  );
}

type Asked = { search: FeeSearch; narrow: (change: Partial<FeeSearch>) => void; clear: () => void };

function Filters({ search, narrow, clear }: Asked) {
  const { t } = useTranslation("supervision");
  return (
    <search className="filters filters-wide aligned">
      <Select<FeeKind>
        style={{ width: 140 }}
        allowClear
        aria-label={t("fees.kind")}
        placeholder={t("fees.kind")}
        value={search.kind}
        options={kinds.map((value) => ({ value, label: t(`fees.kinds.${value}`) }))}
        onChange={(kind) => narrow({ kind })}
      />
      <UnitPicker label={t("fees.unit")} value={search.unit} onPick={(unit) => narrow({ unit: unit?.id })} />
      <ItemPicker label={t("cards.item")} value={search.item} onPick={(item) => narrow({ item: item?.key })} />
      <DatePicker.RangePicker
        allowEmpty
        aria-label={t("fees.days")}
        value={[search.from ? dayjs(search.from) : null, search.to ? dayjs(search.to) : null]}
        onChange={(days) => narrow({ from: days?.[0]?.format("YYYY-MM-DD"), to: days?.[1]?.format("YYYY-MM-DD") })}
      />
      <Checkbox
        checked={search.differs === true}
        onChange={(event) => narrow({ differs: event.target.checked ? true : undefined })}
      >
        {t("fees.onlyDiffers")}
      </Checkbox>
      <Button onClick={clear}>{t("cards.clear")}</Button>
    </search>
  );
}
