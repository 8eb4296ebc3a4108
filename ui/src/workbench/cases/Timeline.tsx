import { useInfiniteQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { type Case, linesQuery } from "./api";
import { RecordDays } from "./RecordDays";

/** Everything that happened to the case, the latest first. */
export function Timeline({ found }: { found: Case }) {
  const { t } = useTranslation("workbench");
  const words = useFaultWords();
  const lines = useInfiniteQuery(linesQuery(found.row.id, found.n));
  return (
    <section className="panel timeline" aria-labelledby="timeline">
      <h2 id="timeline">{t("case.timeline")}</h2>
      {lines.error && <Alert type="error" showIcon title={words(lines.error)} />}
      <RecordDays
        lines={lines.data?.pages.flatMap((page) => page.rows) ?? []}
        steps={found.steps}
        item={found.row.item}
      />
      {lines.hasNextPage && (
        <Button loading={lines.isFetchingNextPage} onClick={() => lines.fetchNextPage()}>
          {t("case.older")}
        </Button>
      )}
    </section>
  );
}
