import type { TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Rows } from "../../shared/Rows";
import { named } from "../../show";
import type { UnitFigures } from "../api";
import { type Counted, type FigureKey, listBehind } from "./figures";
import { ListLink } from "./ListLink";
import { type Measure, partsOf } from "./ranking";

/** The units of a division compared: a bar of their open cases, and every figure with the list behind it. */
export function Units({ rows, counted }: { rows: UnitFigures[]; counted: Counted }) {
  const { t } = useTranslation("supervision");
  const columns = useColumns(counted, Math.max(1, ...rows.map(({ figures }) => figures.open)));
  return (
    <section className="panel" aria-labelledby="units">
      <h2 id="units">{t("board.units")}</h2>
      <Rows<UnitFigures>
        rowKey={({ unit }) => unit.id}
        columns={columns}
        dataSource={rows}
        pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
        least={1130}
        nothing={t("board.noUnits")}
      />
    </section>
  );
}

const compared: (Measure | "warnings")[] = ["late", "near", "stalled", "warnings", "yellow", "red", "unanswered"];

function useColumns(counted: Counted, most: number): TableColumnsType<UnitFigures> {
  const { t, i18n } = useTranslation("supervision");
  const figure = (key: Measure | "warnings") => ({
    key,
    title: t(`figure.${key}`),
    width: i18n.language.startsWith("en") ? 104 : 84,
    align: "right" as const,
    sorter: (a: UnitFigures, b: UnitFigures) => a.figures[key] - b.figures[key],
    sortDirections: ["descend" as const, "ascend" as const],
    defaultSortOrder: key === "late" ? ("descend" as const) : undefined,
    render: (_: unknown, { unit, figures }: UnitFigures) => (
      <Count n={figures[key]} figure={key} counted={{ ...counted, unit: unit.id }} />
    ),
  });
  return [
    { title: t("board.unit"), ellipsis: true, render: (_, { unit }) => named(unit, i18n.language) },
    {
      title: t("board.openBar"),
      width: 200,
      sorter: (a, b) => a.figures.open - b.figures.open,
      render: (_, { unit, figures }) => (
        <OpenBar figures={figures} most={most} counted={{ ...counted, unit: unit.id }} />
      ),
    },
    ...compared.map(figure),
  ];
}

function Count({ n, figure, counted }: { n: number; figure: FigureKey; counted: Counted }) {
  const list = listBehind(figure, counted);
  if (n === 0 || list === undefined) return <span className={n === 0 ? "figure hint" : "figure"}>{n}</span>;
  return (
    <ListLink list={list} className="figure">
      {n}
    </ListLink>
  );
}

/** The open cases of a unit as a bar beside those of the busiest unit: late, nearly due, the rest. */
function OpenBar({ figures, most, counted }: { figures: UnitFigures["figures"]; most: number; counted: Counted }) {
  const { t } = useTranslation("supervision");
  const words = partsOf(figures).map(({ key, n }) => `${t(`board.part.${key}`)} ${n}`);
  return (
    <span className="open-bar" title={words.join(" · ")}>
      <Count n={figures.open} figure="open" counted={counted} />
      <span aria-hidden="true" style={{ width: `${(100 * figures.open) / most}%` }}>
        {partsOf(figures).map(({ key, share, tone }) => (
          <i key={key} className={`fill-${tone}`} style={{ width: `${share}%` }} />
        ))}
      </span>
    </span>
  );
}
