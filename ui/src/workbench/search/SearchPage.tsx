import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import "../workbench.css";
import { type CaseSearch, casesQuery } from "./api";
import { CaseTable } from "./CaseTable";
import { SearchFilters } from "./SearchFilters";

const route = getRouteApi("/shell/cases");

/** Every case that I may see, newest first, narrowed by what the page's address says. */
export function SearchPage() {
  const { t } = useTranslation("workbench");
  const words = useFaultWords();
  const search = route.useSearch();
  const go = route.useNavigate();
  const cases = useInfiniteQuery(casesQuery(search));
  const rows = cases.data?.pages.flatMap((page) => page.rows) ?? [];
  const narrow = (change: Partial<CaseSearch>) => go({ search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <section className="cases">
      <h1>{t("search.title")}</h1>
      <SearchFilters search={search} narrow={narrow} clear={() => go({ search: {}, replace: true })} />
      {cases.error && <Alert type="error" showIcon title={words(cases.error)} />}
      <CaseTable rows={rows} loading={cases.isPending} />
      {cases.hasNextPage && (
        <Button className="more" loading={cases.isFetchingNextPage} onClick={() => cases.fetchNextPage()}>
          {t("search.more")}
        </Button>
      )}
    </section>
  );
}
