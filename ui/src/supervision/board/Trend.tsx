import { Button, Skeleton, Table, type TableColumnsType } from "antd";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import { listBehind } from "./figures";
import { ListLink } from "./ListLink";
import { type DayFigures, everyDay, series, sums } from "./trend";

const TrendChart = lazy(() => import("./TrendChart"));

type Asked = { days: DayFigures[]; from: string; to: string; path: string };

/** The trend by day: as a drawing, or as the table that says the same. */
export function Trend({ days, from, to, path }: Asked) {
  const { t } = useTranslation("supervision");
  const [asTable, show] = useState(false);
  const all = everyDay(days, from, to);
  const total = sums(all);
  const said = series.map((key) => `${t(`figure.${key}`)} ${total[key]}`).join(", ");
  return (
    <section className="panel trend" aria-labelledby="trend">
      <div className="panel-head">
        <h2 id="trend">{t("board.trend")}</h2>
        <Button size="small" icon={<Icon name={asTable ? "rise" : "menu"} />} onClick={() => show(!asTable)}>
          {asTable ? t("board.asChart") : t("board.asTable")}
        </Button>
      </div>
      {asTable ? (
        <DayTable days={all.toReversed()} path={path} />
      ) : (
        <Suspense fallback={<Skeleton active paragraph={{ rows: 5 }} />}>
          <TrendChart days={all} label={t("board.trendLabel", { from, to, said })} />
        </Suspense>
      )}
    </section>
  );
}

function DayTable({ days, path }: { days: DayFigures[]; path: string }) {
  const { t } = useTranslation("supervision");
  const columns: TableColumnsType<DayFigures> = [
    { title: t("board.day"), dataIndex: "day", className: "figure" },
    ...series.map((key) => ({
      key,
      title: t(`figure.${key}`),
      align: "right" as const,
      render: (_: unknown, each: DayFigures) => <DayCount day={each} of={key} path={path} />,
    })),
  ];
  return (
    <Table<DayFigures>
      size="small"
      rowKey="day"
      columns={columns}
      dataSource={days}
      pagination={false}
      scroll={{ y: 240 }}
    />
  );
}

/** What was submitted on a day leads to those cases; for the other figures the contract has no list by day. */
function DayCount({ day, of, path }: { day: DayFigures; of: (typeof series)[number]; path: string }) {
  const list = of === "submitted" && day[of] > 0 && listBehind("submitted", { path, from: day.day, to: day.day });
  if (!list) return <span className="figure">{day[of]}</span>;
  return (
    <ListLink list={list} className="figure">
      {day[of]}
    </ListLink>
  );
}
