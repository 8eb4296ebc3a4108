import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert, Button, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { useFaultWords } from "../../faultWords";
import { complaintLooks, levelLooks } from "../../looks";
import { statusLook } from "../../outcome";
import { named } from "../../show";
import { type Behind, behindQuery, type ScoreObject } from "./api";

/** The cases, cards or complaints on which a base number rests, as the record has them now, each leading to itself. */
export function BehindPanel({ id, object, behind }: { id: string; object: ScoreObject; behind: Behind }) {
  const { t, i18n } = useTranslation(["supervision", "shell"]);
  const words = useFaultWords();
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    behindQuery(id, object.kind, object.id, behind.number),
  );
  if (error) return <Alert type="error" showIcon title={words(error)} />;
  if (!data) return <Skeleton active paragraph={{ rows: 2 }} />;
  const cases = data.pages.flatMap((page) => page.cases);
  const cards = data.pages.flatMap((page) => page.cards);
  const complaints = data.pages.flatMap((page) => page.complaints);
  const seen = cases.length + cards.length + complaints.length;
  const differs = !behind.days && !hasNextPage && seen !== behind.value;
  return (
    <div className="score-behind">
      <ul>
        {cases.map((row) => (
          <li key={row.id}>
            <Link to="/cases/$id" params={{ id: row.id }} className="figure">
              {row.number}
            </Link>{" "}
            {named(row.item, i18n.language)} <Badge look={statusLook(row.status, row.item)} />
          </li>
        ))}
        {cards.map((row) => (
          <li key={row.id}>
            <Link to="/cards/$id" params={{ id: row.id }}>
              <Badge look={levelLooks[row.level]} />
            </Link>{" "}
            <span className="figure">{row.rule}</span> {row.number} {named(row.item, i18n.language)}
          </li>
        ))}
        {complaints.map((row) => (
          <li key={row.id}>
            <Link to="/complaints/$id" params={{ id: row.id }} className="figure">
              {row.number}
            </Link>{" "}
            {row.item && named(row.item, i18n.language)} <Badge look={complaintLooks[row.status]} />
          </li>
        ))}
      </ul>
      {differs && <p className="hint">{t("scores.differs", { frozen: behind.value, seen })}</p>}
      {hasNextPage && (
        <Button size="small" loading={isFetchingNextPage} onClick={() => fetchNextPage()}>
          {t("shell:more")}
        </Button>
      )}
    </div>
  );
}
