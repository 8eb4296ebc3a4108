import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert, Button, Checkbox, Select } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { type LeadStatus, leadLooks, wordOf } from "../../looks";
import "../../shared/shared.css";
import "../../workbench/workbench.css";
import { ItemPicker } from "../../workbench/search/ItemPicker";
import { UnitPicker } from "../../workbench/search/UnitPicker";
import "../supervision.css";
import { leadsQuery } from "./api";
import { LeadTable } from "./LeadTable";
import type { LeadSearch } from "./search";

const route = getRouteApi("/shell/leads");

/** The leads desk: suspicions on units that I supervise, what falls due first at the head. */
export function LeadsPage() {
  const { t } = useTranslation(["supervision", "shell"]);
  const words = useFaultWords();
  const search = route.useSearch();
  const go = route.useNavigate();
  const leads = useInfiniteQuery(leadsQuery(search));
  const rows = leads.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <section>
      <h1>{t("leads.title")}</h1>
      <p className="hint">{t("leads.what")}</p>
      <Filters
        search={search}
        narrow={(change) => go({ search: (before) => ({ ...before, ...change }), replace: true })}
        clear={() => go({ search: {}, replace: true })}
      />
      {leads.error && <Alert type="error" showIcon title={words(leads.error)} />}
      <LeadTable rows={rows} loading={leads.isPending} />
      {leads.hasNextPage && (
        <Button className="more" loading={leads.isFetchingNextPage} onClick={() => leads.fetchNextPage()}>
          {t("shell:more")}
        </Button>
      )}
    </section>
  );
}

type Asked = { search: LeadSearch; narrow: (change: Partial<LeadSearch>) => void; clear: () => void };

function Filters({ search, narrow, clear }: Asked) {
  const { t, i18n } = useTranslation("supervision");
  return (
    <search className="filters filters-wide">
      <Select<LeadStatus>
        style={{ width: 140 }}
        allowClear
        aria-label={t("leads.status")}
        placeholder={t("leads.status")}
        value={search.status}
        options={Object.entries(leadLooks).map(([value, look]) => ({
          value: value as LeadStatus,
          label: wordOf(look, i18n.language),
        }))}
        onChange={(status) => narrow({ status })}
      />
      <UnitPicker label={t("leads.unit")} value={search.unit} onPick={(unit) => narrow({ unit: unit?.id })} />
      <ItemPicker label={t("cards.item")} value={search.item} onPick={(item) => narrow({ item: item?.key })} />
      <Checkbox
        checked={search.mine === true}
        onChange={(event) => narrow({ mine: event.target.checked ? true : undefined })}
      >
        {t("leads.mine")}
      </Checkbox>
      <Checkbox
        checked={search.all === true}
        onChange={(event) => narrow({ all: event.target.checked ? true : undefined })}
      >
        {t("leads.all")}
      </Checkbox>
      <Button onClick={clear}>{t("cards.clear")}</Button>
    </search>
  );
}
