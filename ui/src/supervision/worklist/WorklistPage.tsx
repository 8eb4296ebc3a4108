import { useInfiniteQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Alert, Button } from "antd";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { Icon } from "../../Icon";
import "../../workbench/workbench.css";
import "../../shared/shared.css";
import "../../workbench/commands/commands.css";
import "../supervision.css";
import { pagesAtOnce, worklistQuery } from "./api";
import { WorkTable } from "./WorkTable";
import { countWork, type WorkKind, workKinds, workLooks } from "./work";

const route = getRouteApi("/shell/supervision/worklist");

/** What waits for me as a supervisor, with its clocks, the most urgent first. */
export function WorklistPage() {
  const { t } = useTranslation(["supervision", "shell"]);
  const words = useFaultWords();
  const { kind } = route.useSearch();
  const list = useInfiniteQuery(worklistQuery);
  const { data, hasNextPage, isFetching, fetchNextPage } = list;
  useEffect(() => {
    if (hasNextPage && !isFetching && (data?.pages.length ?? 0) < pagesAtOnce) fetchNextPage();
  }, [data, hasNextPage, isFetching, fetchNextPage]);
  const all = data?.pages.flatMap((page) => page.rows) ?? [];
  const rows = kind ? all.filter((work) => work.kind === kind) : all;
  return (
    <section>
      <h1>{t("worklist.title")}</h1>
      <Kinds counts={countWork(all)} total={all.length} here={kind} />
      {list.error && <Alert type="error" showIcon title={words(list.error)} />}
      <WorkTable rows={rows} loading={list.isPending} />
      {list.hasNextPage && all.length > 0 && (
        <Button className="more" loading={list.isFetchingNextPage} onClick={() => list.fetchNextPage()}>
          {t("shell:more")}
        </Button>
      )}
    </section>
  );
}

/** How much of each kind waits; each leads to its own. */
function Kinds({ counts, total, here }: { counts: Record<WorkKind, number>; total: number; here?: WorkKind }) {
  const { t } = useTranslation("supervision");
  return (
    <nav className="sections" aria-label={t("worklist.kinds")}>
      <Link
        to="/supervision/worklist"
        search={{}}
        className="section section-calm"
        aria-current={here ? undefined : "page"}
      >
        <span className="section-word">
          <Icon name="menu" />
          {t("worklist.all")}
        </span>
        <strong className="figure">{total}</strong>
      </Link>
      {workKinds.map((kind) => (
        <Link
          key={kind}
          to="/supervision/worklist"
          search={{ kind }}
          className={`section section-${workLooks[kind].tone}`}
          aria-current={kind === here ? "page" : undefined}
        >
          <span className="section-word">
            <Icon name={workLooks[kind].icon} />
            {t(`worklist.kind.${kind}`)}
          </span>
          <strong className="figure">{counts[kind]}</strong>
        </Link>
      ))}
    </nav>
  );
}
