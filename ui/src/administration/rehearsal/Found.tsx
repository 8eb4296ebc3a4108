import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { Failure } from "../../shared/Failure";
import { More } from "../../shared/More";
import { differencesQuery, type Rehearsal, type SignalCount, tableOf } from "./api";
import { DifferenceItem } from "./DifferenceItem";

/** What a rehearsal found: counts before and after, and each case that would fare otherwise. */
export function Found({ rehearsal }: { rehearsal: Rehearsal }) {
  const { t, i18n } = useTranslation("administration");
  const { counts, id } = rehearsal;
  const list = useInfiniteQuery(differencesQuery(id));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <p>
        {t("rehearsal.differ", { n: counts.differ, earlier: counts.earlier, later: counts.later, tasks: counts.tasks })}
        {counts.refused > 0 && ` ${t("rehearsal.refused", { n: counts.refused })}`}
        {counts.failed > 0 && ` ${t("rehearsal.faulty", { n: counts.failed })}`}
      </p>
      <Signals title={t("rehearsal.ahead")} counts={counts.signals} />
      {counts.past_cases > 0 && (
        <>
          <p>{t("rehearsal.past", { n: counts.past_cases, differ: counts.past_differ })}</p>
          <Signals title={t("rehearsal.pastSignals")} counts={counts.past_signals} />
        </>
      )}
      {rows.length > 0 && (
        <p>
          <a href={tableOf(id, i18n.language)}>
            <Icon name="download" /> {t("rehearsal.table")}
          </a>
        </p>
      )}
      <Failure fault={list.error} again={list.refetch} />
      <ul className="differences" aria-label={t("rehearsal.cases")}>
        {rows.map((row) => (
          <DifferenceItem key={`${row.phase} ${row.subject}`} row={row} />
        ))}
      </ul>
      <More list={list} />
    </>
  );
}

/** Warnings, cards and effects of the law, before and after; what does not change is told in one line. */
function Signals({ title, counts }: { title: string; counts: SignalCount[] }) {
  const { t } = useTranslation("administration");
  const changed = counts.filter(({ before, after }) => before !== after);
  if (changed.length === 0) return <p className="hint">{t("rehearsal.sameSignals")}</p>;
  return (
    <table className="plain-table">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{t("rehearsal.rule")}</th>
          <th scope="col">{t("rehearsal.level")}</th>
          <th scope="col">{t("rehearsal.before")}</th>
          <th scope="col">{t("rehearsal.after")}</th>
        </tr>
      </thead>
      <tbody>
        {changed.map(({ rule, level, before, after }) => (
          <tr key={`${rule} ${level}`}>
            <th scope="row">{t(`rehearsal.effect.${rule}`, { defaultValue: rule })}</th>
            <td>{t(`rehearsal.levels.${level || "none"}`, { defaultValue: level })}</td>
            <td className="figure">{before}</td>
            <td className="figure">
              <strong>{after}</strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
