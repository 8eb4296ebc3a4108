import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { Alert, Button, Segmented, Skeleton } from "antd";
import { useTranslation } from "react-i18next";
import { useFaultWords } from "../../faultWords";
import { Icon } from "../../Icon";
import { legalInstant } from "../../show";
import { type Board, boardQuery } from "../api";
import "../../workbench/workbench.css";
import "../../shared/shared.css";
import "../supervision.css";
import { Attention } from "./Attention";
import { FigureGroups } from "./FigureGroups";
import { Places } from "./Places";
import { type BoardSearch, beginOf, spanSince, spans } from "./search";
import { Trail } from "./Trail";
import { Trend } from "./Trend";
import { Units } from "./Units";

const route = getRouteApi("/shell/supervision/board");

/** The supervision board: how a division stands now, where it presses, and the way down to the single case. */
export function BoardPage() {
  const { t } = useTranslation(["supervision", "fault"]);
  const words = useFaultWords();
  const search = route.useSearch();
  const { data, error, refetch } = useQuery(boardQuery(search.path, search.from));
  return (
    <section className="board">
      <h1 className="visually-hidden">{t("board.title")}</h1>
      {error && (
        <Alert
          type="error"
          showIcon
          title={t("fault:title")}
          description={words(error)}
          action={<Button onClick={() => refetch()}>{t("fault:retry")}</Button>}
        />
      )}
      {data && <Whole board={data} search={search} />}
      {!data && !error && <Skeleton active paragraph={{ rows: 12 }} />}
    </section>
  );
}

function Whole({ board, search }: { board: Board; search: BoardSearch }) {
  const { t } = useTranslation("supervision");
  const go = route.useNavigate();
  const counted = { path: board.division.path, from: board.from, to: board.to };
  return (
    <>
      <header className="board-head">
        <Trail division={board.division} />
        <span className="shell-gap" />
        <small className="hint" role="status">
          <Icon name="clock" /> {t("board.computed", { at: legalInstant(board.computed) })}
        </small>
        <Segmented
          aria-label={t("board.span")}
          value={spanSince(board.from, new Date())}
          options={spans.map((span) => ({ value: span, label: t("board.days", { n: span }) }))}
          onChange={(span) =>
            go({ search: (before) => ({ ...before, from: beginOf(span, new Date()) }), replace: true })
          }
        />
      </header>
      <FigureGroups figures={board.figures} counted={counted} />
      <Places
        path={board.division.path}
        by={search.by ?? "late"}
        choose={(by) => go({ search: (before) => ({ ...before, by }), replace: true })}
      />
      <div className="board-columns">
        <Trend days={board.trend} from={board.from} to={board.to} path={board.division.path} />
        <Attention path={board.division.path} figures={board.figures} />
      </div>
      <Units rows={board.units} counted={counted} />
    </>
  );
}
