import { useInfiniteQuery } from "@tanstack/react-query";
import { Alert, Button } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { type Case, linesQuery } from "./api";
import { TimelineLine } from "./TimelineLine";
import { byDay } from "./timeline";

/** Everything that happened to the case, the latest first. */
export function Timeline({ found }: { found: Case }) {
  const { t } = useTranslation("workbench");
  const words = useFaultWords();
  const lines = useInfiniteQuery(linesQuery(found.row.id, found.n));
  const days = byDay(lines.data?.pages.flatMap((page) => page.rows) ?? []);
  return (
    <section className="panel timeline" aria-labelledby="timeline">
      <h2 id="timeline">{t("case.timeline")}</h2>
      {lines.error && <Alert type="error" showIcon title={words(lines.error)} />}
      {days.map(({ day, lines }) => (
        <section key={day} aria-label={day}>
          <h3 className="figure">{day}</h3>
          <ol>
            {lines.map((line) => (
              <TimelineLine key={line.n} line={line} steps={found.steps} item={found.row.item} />
            ))}
          </ol>
        </section>
      ))}
      {lines.hasNextPage && (
        <Button loading={lines.isFetchingNextPage} onClick={() => lines.fetchNextPage()}>
          {t("case.older")}
        </Button>
      )}
    </section>
  );
}
