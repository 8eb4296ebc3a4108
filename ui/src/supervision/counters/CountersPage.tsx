import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { Checkbox, Segmented, type TableColumnsType } from "antd";
import { useTranslation } from "react-i18next";
import { Icon } from "../../Icon";
import "../../workbench/workbench.css";
import { Failure } from "../../shared/Failure";
import { Rows } from "../../shared/Rows";
import { named } from "../../show";
import { UnitPicker } from "../../workbench/search/UnitPicker";
import "../../shared/shared.css";
import "../supervision.css";
import { type Counter, countersQuery } from "./api";
import { leadLooks } from "./looks";
import { OpenProceeding } from "./OpenProceeding";

const route = getRouteApi("/shell/supervision/counters");

/** What each unit or person has gathered in a rolling year, and what it leads to. */
export function CountersPage() {
  const { t } = useTranslation("supervision");
  const search = route.useSearch();
  const go = route.useNavigate();
  const { data, error, refetch, isPending } = useQuery(countersQuery(search));
  const narrow = (change: Partial<typeof search>) =>
    go({ search: (before) => ({ ...before, ...change }), replace: true });
  return (
    <section>
      <h1>{t("counters.title")}</h1>
      <p className="hint lead">{t("counters.rule")}</p>
      <search className="filters filters-wide aligned">
        <Segmented<"unit" | "person">
          aria-label={t("counters.by")}
          value={search.people ? "person" : "unit"}
          options={[
            { value: "unit", label: t("counters.units") },
            { value: "person", label: t("counters.people") },
          ]}
          onChange={(by) => narrow({ people: by === "person" || undefined })}
        />
        <UnitPicker value={search.unit} onPick={(unit) => narrow({ unit: unit?.id })} label={t("cards.unit")} />
        <Checkbox
          checked={search.leads ?? false}
          onChange={({ target }) => narrow({ leads: target.checked || undefined })}
        >
          {t("counters.onlyLeading")}
        </Checkbox>
      </search>
      {data && <p className="hint lead">{t("counters.lead", { from: data.from, until: data.until })}</p>}
      <Failure fault={error} again={refetch} />
      <Rows<Counter>
        rowKey={({ unit, person }) => `${unit.id} ${person?.account}`}
        columns={useColumns(search.people ?? false)}
        dataSource={data?.rows}
        loading={isPending}
        pagination={{ pageSize: 30, hideOnSinglePage: true, showSizeChanger: false }}
        least={960}
        nothing={t("counters.none")}
      />
    </section>
  );
}

function useColumns(people: boolean): TableColumnsType<Counter> {
  const { t, i18n } = useTranslation("supervision");
  const count = (key: "scoring" | "withdrawn" | "self_corrected", word: string) => ({
    title: word,
    width: 100,
    align: "right" as const,
    sorter: (a: Counter, b: Counter) => (a[key] ?? 0) - (b[key] ?? 0),
    render: (_: unknown, row: Counter) => <span className="figure">{row[key] ?? 0}</span>,
  });
  const listed = (key: "warnings" | "yellows" | "reds", level: "warning" | "yellow" | "red", word: string) => ({
    title: word,
    width: 90,
    align: "right" as const,
    sorter: (a: Counter, b: Counter) => a[key] - b[key],
    render: (_: unknown, row: Counter) =>
      row[key] === 0 || people ? (
        <span className="figure">{row[key]}</span>
      ) : (
        <Link to="/cards" search={{ level, unit: row.unit.id }} className="figure">
          {row[key]}
        </Link>
      ),
  });
  return [
    {
      title: t("counters.who"),
      render: (_, { unit, person }) => (
        <>
          {person ? person.name : named(unit, i18n.language)}
          {person && <span className="hint"> {named(unit, i18n.language)}</span>}
        </>
      ),
    },
    listed("warnings", "warning", t("counters.warnings")),
    listed("yellows", "yellow", t("counters.yellow")),
    listed("reds", "red", t("counters.red")),
    count("scoring", t("counters.scored")),
    count("withdrawn", t("counters.withdrawn")),
    count("self_corrected", t("counters.selfCorrected")),
    { title: t("counters.leads"), width: 260, render: (_, row) => <Consequence row={row} /> },
  ];
}

/** What the signals lead to, with the proceeding that is open or may be opened. */
function Consequence({ row }: { row: Counter }) {
  const { t } = useTranslation("supervision");
  return (
    <>
      <Leads row={row} />{" "}
      {row.proceeding && (
        <Link to="/cases/$id" params={{ id: row.proceeding.id }}>
          {t("counters.proceeding", { number: row.proceeding.number })}
        </Link>
      )}
      {row.can_open && <OpenProceeding row={row} />}
    </>
  );
}

/** What the signals lead to: told by icon, words and tone together. */
function Leads({ row: { leads } }: { row: Counter }) {
  const { t } = useTranslation("supervision");
  if (!leads) return <span className="hint">—</span>;
  const { icon, tone } = leadLooks[leads];
  return (
    <span className={`badge tone-${tone}`}>
      <Icon name={icon} />
      {t(`counters.consequence.${leads}`)}
    </span>
  );
}
