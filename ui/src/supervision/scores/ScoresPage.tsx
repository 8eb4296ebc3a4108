import { useInfiniteQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { Alert, Button, type TableColumnsType } from "antd";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { useFaultWords } from "../../faultWords";
import { Icon } from "../../Icon";
import { Rows } from "../../shared/Rows";
import { lastDay, legalDate, named } from "../../show";
import { type EvaluationRow, evaluationsQuery } from "./api";
import { BeginDialog } from "./BeginDialog";
import { evaluationLooks } from "./looks";
import "../../workbench/workbench.css";
import "../../shared/shared.css";
import "../supervision.css";
import "./scores.css";

/** Performance measuring: every evaluation that I may see, the latest period first. */
export function ScoresPage() {
  const { t } = useTranslation(["supervision", "shell"]);
  const words = useFaultWords();
  const go = useNavigate();
  const [beginning, begin] = useState(false);
  const pages = useInfiniteQuery(evaluationsQuery);
  const rows = pages.data?.pages.flatMap((page) => page.rows) ?? [];
  const first = pages.data?.pages[0];
  return (
    <section>
      <header className="panel-head">
        <h1>{t("scores.title")}</h1>
        {(first?.organs.length ?? 0) > 0 && (
          <Button icon={<Icon name="plus" />} onClick={() => begin(true)}>
            {t("scores.begin")}
          </Button>
        )}
      </header>
      {pages.error && <Alert type="error" showIcon title={words(pages.error)} />}
      <Rows<EvaluationRow>
        rowKey="id"
        columns={useColumns()}
        dataSource={rows}
        loading={pages.isPending}
        least={900}
        nothing={t("scores.none")}
      />
      {pages.hasNextPage && (
        <Button className="more" loading={pages.isFetchingNextPage} onClick={() => pages.fetchNextPage()}>
          {t("shell:more")}
        </Button>
      )}
      {beginning && first && (
        <BeginDialog
          organs={first.organs}
          periods={first.periods}
          onBegun={(id) => go({ to: "/supervision/scores/$id", params: { id } })}
          onClose={() => begin(false)}
        />
      )}
    </section>
  );
}

function useColumns(): TableColumnsType<EvaluationRow> {
  const { t, i18n } = useTranslation("supervision");
  return [
    {
      title: t("scores.period"),
      width: 120,
      render: (_, row) => (
        <Link to="/supervision/scores/$id" params={{ id: row.id }} className="case-link figure">
          {row.period}
        </Link>
      ),
    },
    { title: t("scores.organ"), render: (_, row) => named(row.organ, i18n.language) },
    {
      title: t("scores.status"),
      width: 210,
      render: (_, row) => (
        <span className="marks">
          <Badge look={evaluationLooks[row.status]} />
          {row.corrections > 0 && <small className="hint">{t("scores.corrected", { n: row.corrections })}</small>}
        </span>
      ),
    },
    {
      title: t("scores.units"),
      width: 150,
      render: (_, row) => t("scores.unitsRanked", { n: row.objects, ranked: row.ranked }),
    },
    {
      title: t("scores.window"),
      width: 170,
      render: (_, row) => row.window_ends && <time className="figure">{lastDay(row.window_ends)}</time>,
    },
    {
      title: t("scores.openAppeals"),
      width: 190,
      render: (_, row) =>
        row.open_appeals > 0 && (
          <>
            <span className="figure">{row.open_appeals}</span>{" "}
            {row.appeal_due && <span className="hint">{t("scores.decideBy", { due: lastDay(row.appeal_due) })}</span>}
          </>
        ),
    },
    {
      title: t("scores.published"),
      width: 130,
      render: (_, row) => row.published && <time className="figure">{legalDate(row.published)}</time>,
    },
  ];
}
