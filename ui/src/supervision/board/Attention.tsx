import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Alert } from "antd";
import { useTranslation } from "react-i18next";
import { Badge } from "../../Badge";
import { useFaultWords } from "../../faultWords";
import { levelLooks } from "../../looks";
import { statusLook } from "../../outcome";
import { named } from "../../show";
import { LeftBadge } from "../../workbench/LeftBadge";
import { limitOfCase } from "../../workbench/left";
import { casesBelowQuery } from "../cases/api";
import { listBehind } from "./figures";
import { ListLink } from "./ListLink";
import type { Figures } from "./ranking";

const shown = 8;

/** The cases of a division that ask for attention: the late ones, else those nearly due, else whatever is open. */
export function Attention({ path, figures }: { path: string; figures: Figures }) {
  const { t, i18n } = useTranslation("supervision");
  const words = useFaultWords();
  const state = (["late", "near"] as const).find((each) => figures[each] > 0) ?? "open";
  const { data, error } = useInfiniteQuery(casesBelowQuery({ path, state }, shown));
  const rows = data?.pages[0]?.rows ?? [];
  const all = listBehind(state, { path, from: "", to: "" });
  return (
    <section className="panel attention" aria-labelledby="attention">
      <div className="panel-head">
        <h2 id="attention">{t(`board.attention.${state}`)}</h2>
        {all && figures[state] > 0 && <ListLink list={all}>{t("board.allOf", { n: figures[state] })}</ListLink>}
      </div>
      {error && <Alert type="error" showIcon title={words(error)} />}
      {data && rows.length === 0 && <p className="hint">{t("board.attention.none")}</p>}
      <ol>
        {rows.map((row) => (
          <li key={row.id}>
            <Link to="/cases/$id" params={{ id: row.id }}>
              <span className="figure">{row.number}</span> {named(row.item, i18n.language)}
            </Link>
            <span className="hint">{named(row.holder_unit ?? row.unit, i18n.language)}</span>
            {row.decided ? (
              <Badge look={statusLook(row.status, row.item)} />
            ) : (
              <LeftBadge limit={limitOfCase(row)} quiet />
            )}
            {row.level !== "none" && <Badge look={levelLooks[row.level]} />}
          </li>
        ))}
      </ol>
    </section>
  );
}
