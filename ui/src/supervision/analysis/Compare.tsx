import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Rows } from "../../shared/Rows";
import { named } from "../../show";
import type { AnalysedUnit, Analysis } from "./api";
import { Behind } from "./Behind";
import { count, earlyRate, meanDays, onTimeRate, percent } from "./numbers";
import type { AnalysisSearch, Finding } from "./search";
import { useClassWords } from "./useClassWords";

/** Units compared; with an item, like with like. Who has decided too few is listed and not compared. */
export function Compare({ found, about }: { found: Analysis; about: AnalysisSearch }) {
  const { t } = useTranslation("supervision");
  return (
    <section className="panel" aria-labelledby="compare">
      <h2 id="compare">{t("analysis.compare")}</h2>
      <p className="hint">{t(found.item ? "analysis.like" : "analysis.unlike", { n: found.least })}</p>
      <Rows<AnalysedUnit>
        rowKey={({ unit }) => `${unit.id} ${unit.path}`}
        columns={useColumns(found, about)}
        dataSource={found.units}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        least={900}
        nothing={t("analysis.nothing")}
      />
    </section>
  );
}

function useColumns(found: Analysis, about: AnalysisSearch): TableColumnsType<AnalysedUnit> {
  const { t, i18n } = useTranslation("supervision");
  const words = useClassWords(found.day_bounds);
  const compared = ({ figures }: AnalysedUnit) => count(figures, "decided") >= found.least;
  const counted = (finding: Finding) => ({
    title: t(`analysis.finding.${finding}`),
    width: 90,
    align: "right" as const,
    sorter: (a: AnalysedUnit, b: AnalysedUnit) => count(a.figures, finding) - count(b.figures, finding),
    render: (_: unknown, { unit, figures }: AnalysedUnit) => (
      <Behind probe={{ ...about, unit: unit.id, finding }} n={count(figures, finding)} />
    ),
  });
  const told = (title: string, value: (unit: AnalysedUnit) => number | undefined, text: (value: number) => string) => ({
    title,
    width: 110,
    align: "right" as const,
    sorter: (a: AnalysedUnit, b: AnalysedUnit) => (value(a) ?? -1) - (value(b) ?? -1),
    render: (_: unknown, unit: AnalysedUnit) => {
      const known = compared(unit) ? value(unit) : undefined;
      return <span className="figure">{known === undefined ? "—" : text(known)}</span>;
    },
  });
  return [
    { title: t("analysis.unit"), render: (_, { unit }) => named(unit, i18n.language) },
    counted("submitted"),
    counted("decided"),
    counted("late"),
    told(t("analysis.onTimeRate"), ({ figures }) => onTimeRate(figures), percent),
    told(t("analysis.earlyRate"), ({ figures }) => earlyRate(figures), percent),
    told(
      t("analysis.mean"),
      ({ figures }) => meanDays(figures),
      (days) => days.toFixed(1),
    ),
    told(t("analysis.most"), ({ figures }) => (figures.most < 0 ? undefined : figures.most), words),
  ];
}
